package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.channel.Beside;
import dev.spindle.channel.Channel;
import dev.spindle.channel.Kind;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class OnceTest {

    private final Once once = new Once();

    @Test
    void run_byMany_runsOnce_andAllSeeItDone() throws Exception {
        for (int round = 0; round < 500; round++) {
            Once racing = new Once();
            int[] count = new int[1];
            Inside.join(Inside.start(10, () -> {
                racing.run(() -> count[0]++);
                assertThat(count[0]).isEqualTo(1);
            }));
        }
    }

    @Test
    void run_again_ignoresTheBody() {
        AtomicInteger count = new AtomicInteger();
        assertThat(once.isDone()).isFalse();
        assertThat(once).hasToString("Once[not done]");
        once.run(count::incrementAndGet);
        once.run(count::incrementAndGet);
        once.run(() -> {
            throw new AssertionError("runs again");
        });
        assertThat(count).hasValue(1);
        assertThat(once.isDone()).isTrue();
        assertThat(once).hasToString("Once[done]");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void run_whileItRuns_waitsForItsEnd_andKeepsInterrupts(Kind kind) throws Exception {
        Channel<Boolean> release = Channel.unbuffered();
        Beside<Void> first = Beside.run(
                        Kind.GOROUTINE,
                        () -> once.run(() -> {
                            try {
                                release.receive();
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        }))
                .awaitWaiting();
        Inside.assertUninterruptible(kind, () -> once.run(() -> {}), () -> release.trySend(true));
        first.result();
    }

    /** What failed does not run again, and each call says so by the same object. */
    @Test
    void run_failed_throwsTheSameEachTime() throws Exception {
        for (Throwable failure : List.of(new IllegalArgumentException("as planned"), new StackOverflowError())) {
            Once failing = new Once();
            AtomicInteger runs = new AtomicInteger();
            Runnable body = () -> {
                runs.incrementAndGet();
                OnceTest.<RuntimeException>sneak(failure);
            };
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> failing.run(body)).isSameAs(failure);
            }
            assertThatThrownBy(() -> failing.run(() -> {})).isSameAs(failure);
            assertThat(runs).hasValue(1);
            assertThat(failing.isDone()).isTrue();
        }
    }

    @Test
    void run_failsWhileOthersWait_theyGetTheFailure() throws Exception {
        Channel<Boolean> release = Channel.unbuffered();
        IllegalArgumentException failure = new IllegalArgumentException("as planned");
        Beside<Void> first = Beside.run(
                        Kind.GOROUTINE,
                        () -> once.run(() -> {
                            try {
                                release.receive();
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                            throw failure;
                        }))
                .awaitWaiting();
        Beside<Void> second =
                Beside.run(Kind.PLATFORM, () -> once.run(() -> {})).awaitWaiting();
        release.send(true);
        assertThatThrownBy(first::result).hasRootCause(failure);
        assertThatThrownBy(second::result).hasRootCause(failure);
    }

    @Test
    void run_checkedExceptionInDisguise_isThrownAsItIs() {
        Exception failure = new Exception("as planned");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> once.run(() -> OnceTest.<RuntimeException>sneak(failure)))
                    .isSameAs(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable failure) throws X {
        throw (X) failure;
    }

    @Test
    void run_callsItself_saysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> once.run(() -> once.run(() -> {})))
                .withMessageContaining("calls itself");
    }

    @Test
    void body_null_isNamed() {
        assertThatNullPointerException().isThrownBy(() -> once.run(null)).withMessage("body");
    }
}
