package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.spindle.channel.Channel;
import dev.spindle.sync.Mutex;
import dev.spindle.sync.WaitGroup;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The opt-in report: all goroutines wait for each other, no timer is armed, nobody outside is registered. */
@Timeout(120)
@EnabledIfSystemProperty(named = "spindle.test.mode", matches = "native", disabledReason = "native mode only")
class DeadlockReportTest {

    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final GoRuntime runtime = Testing.build(
            GoRuntime.builder().parallelism(2).onDeadlock(reports::add).uncaughtHandler((t, e) -> {}));
    private final Channel<String> channel = Channel.unbuffered();

    /** Where the JDK runs goroutines, nobody knows when none of them runs. */
    @BeforeEach
    void nativeOnly() {
        assumeFalse(Testing.isPortable());
    }

    @AfterEach
    void close() {
        channel.close();
        runtime.close();
    }

    private String nextReport() throws InterruptedException {
        return reports.poll(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Returns when the runtime has looked at a state without a deadlock long enough to have reported one. */
    private void outlastALook() throws Exception {
        BlockingQueue<String> others = new LinkedBlockingQueue<>();
        try (GoRuntime other = Testing.build(GoRuntime.builder().parallelism(1).onDeadlock(others::add))) {
            Channel<String> deadlocked = Channel.unbuffered();
            other.go("witness", () -> assertThat(deadlocked.receiveOrNull()).isNull());
            assertThat(others.poll(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .contains("witness");
            deadlocked.close();
        }
    }

    @Test
    void allWaitForEachOther_isReportedWithADump() throws Exception {
        Goroutine receiver = runtime.go("receiver", channel::receive);
        runtime.go("joiner", receiver::join);
        String report = nextReport();
        assertThat(report)
                .isNotNull()
                .startsWith("all goroutines are asleep - deadlock!\n")
                .contains("\"receiver\" [chan receive]")
                .contains("\"joiner\" [goroutine join]");
        assertThat(runtime.isClosed()).isFalse();
    }

    @Test
    void locksInOppositeOrder_areReported() throws Exception {
        Mutex one = new Mutex();
        Mutex other = new Mutex();
        WaitGroup bothHold = new WaitGroup();
        bothHold.add(2);
        Goroutine first = runtime.go("first", () -> lockBoth(one, other, bothHold));
        Goroutine second = runtime.go("second", () -> lockBoth(other, one, bothHold));
        assertThat(nextReport())
                .isNotNull()
                .contains("\"first\" [sync.Mutex.Lock]")
                .contains("\"second\" [sync.Mutex.Lock]");
        first.cancel();
        second.cancel();
    }

    private static void lockBoth(Mutex mine, Mutex others, WaitGroup bothHold) throws InterruptedException {
        mine.lock();
        try {
            bothHold.done();
            bothHold.await();
            others.lock();
            others.unlock();
        } finally {
            mine.unlock();
        }
    }

    @Test
    void deadlockAgainAfterWork_isReportedAgain() throws Exception {
        runtime.go("first", channel::receive);
        assertThat(nextReport()).contains("\"first\"");
        channel.send("for the first");
        runtime.go("second", channel::receive);
        assertThat(nextReport()).contains("\"second\"").doesNotContain("\"first\"");
    }

    @Test
    void externalRegistered_holdsTheReportBack() throws Exception {
        try (External external = runtime.external()) {
            runtime.go("receiver", channel::receive);
            outlastALook();
            outlastALook();
            assertThat(reports).isEmpty();
            external.close();
            external.close();
        }
    }

    @Test
    void sleeperAmongThem_isNoDeadlock() throws Exception {
        runtime.go("receiver", channel::receive);
        Goroutine sleeper = runtime.go("sleeper", () -> Go.sleep(Duration.ofDays(1)));
        outlastALook();
        outlastALook();
        assertThat(reports).isEmpty();
        sleeper.cancel();
        assertThat(nextReport()).contains("\"receiver\"");
    }

    @Test
    void hogAmongThem_isNoDeadlock() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        runtime.go("receiver", channel::receive);
        Goroutine hog = runtime.go("hog", () -> Testing.burnUntil(stop::get));
        outlastALook();
        outlastALook();
        assertThat(reports).isEmpty();
        stop.set(true);
        Testing.join(hog);
        assertThat(nextReport()).contains("\"receiver\"");
    }

    @Test
    void nothingRuns_isNoDeadlock() throws Exception {
        Testing.join(runtime.go(() -> {}));
        outlastALook();
        outlastALook();
        assertThat(reports).isEmpty();
    }

    /** The dump of a report asks each task what it is. */
    @Test
    void report_thatFails_isTold_andStuckPsAreStillFound() throws Exception {
        BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        IllegalStateException failure = new IllegalStateException("on purpose");
        try (GoRuntime one = Testing.build(GoRuntime.builder()
                .parallelism(1)
                .onDeadlock(reports::add)
                .uncaughtHandler((thread, t) -> failures.add(t)))) {
            one.execute(new Runnable() {
                @Override
                public void run() {
                    assertThatNoException().isThrownBy(channel::receiveOrNull);
                }

                @Override
                public String toString() {
                    throw failure;
                }
            });
            assertThat(failures.poll(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isSameAs(failure);
            channel.close();
            AtomicBoolean stop = new AtomicBoolean();
            Goroutine hog = one.go(() -> Testing.burnUntil(stop::get));
            Testing.until("it hogs", () -> hog.state() == Goroutine.State.RUNNING);
            Testing.join(one.go(() -> {}));
            stop.set(true);
        }
    }
}
