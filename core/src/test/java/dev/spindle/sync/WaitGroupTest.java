package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.channel.Beside;
import dev.spindle.channel.Channel;
import dev.spindle.channel.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class WaitGroupTest {

    private final WaitGroup group = new WaitGroup();

    @Test
    void await_nothingToCome_returns() throws Exception {
        group.await();
        assertThat(group.await(Duration.ZERO)).isTrue();
        assertThat(group.count()).isZero();
    }

    @Test
    void await_timeRunsOut_tells() throws Exception {
        group.add(1);
        assertThat(group.await(Duration.ZERO)).isFalse();
        long start = System.nanoTime();
        assertThat(group.await(Duration.ofMillis(5))).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(5));
        assertThat(group).hasToString("WaitGroup[1 to come, 0 waiting]");
        group.done();
        assertThat(group.await(Duration.ofMillis(5))).isTrue();
        assertThat(Inside.state(group)).isZero();
    }

    /** Two groups that wait for each other, over and over. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void await_manyToCome_returnsAfterTheLast_andCanBeUsedAgain(Kind kind) throws Exception {
        WaitGroup arrived = new WaitGroup();
        WaitGroup allowed = new WaitGroup();
        for (int round = 0; round < 8; round++) {
            int n = 16;
            arrived.add(n);
            allowed.add(n);
            AtomicInteger exited = new AtomicInteger();
            List<Beside<Void>> parties = new java.util.ArrayList<>();
            for (int i = 0; i < n; i++) {
                parties.add(Beside.run(kind, () -> {
                    arrived.done();
                    allowed.await();
                    exited.incrementAndGet();
                }));
            }
            arrived.await();
            for (int i = 0; i < n; i++) {
                assertThat(exited).as("left early").hasValue(0);
                allowed.done();
            }
            Inside.join(parties);
            assertThat(exited).hasValue(n);
        }
    }

    /** An await beside the last two dones returns after both, never before and not too late. */
    @Test
    void await_racingWithTheLastDone_isNeverEarly() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            WaitGroup racing = new WaitGroup();
            AtomicInteger done = new AtomicInteger();
            racing.add(1); // at once, as the two are started
            for (int k = 0; k < 2; k++) {
                racing.go(done::incrementAndGet);
            }
            racing.done();
            racing.await();
            assertThat(done).hasValue(2);
        }
    }

    @Test
    void add_belowZero_saysSo_andChangesNothing() throws Exception {
        assertThatIllegalStateException().isThrownBy(group::done).withMessage("negative WaitGroup counter: 0 and -1");
        group.add(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> group.add(-2))
                .withMessage("negative WaitGroup counter: 1 and -2");
        assertThat(group.count()).isEqualTo(1);
        group.done();
        group.await();
    }

    @Test
    void add_beyondInt_saysSo() {
        group.add(Integer.MAX_VALUE);
        assertThatIllegalStateException()
                .isThrownBy(() -> group.add(1))
                .withMessage("WaitGroup counter too large: 2147483647 and 1");
        group.add(Integer.MIN_VALUE + 1);
        assertThat(group.count()).isZero();
        group.add(0);
        assertThat(group.count()).isZero();
    }

    /** Between the last done and the release of those who wait, nobody may raise the counter: for whom would they wait? */
    @Test
    void add_whileWaitersAreBeingReleased_isMisuse() throws Exception {
        var field = WaitGroup.class.getDeclaredField("state");
        field.setAccessible(true);
        field.setLong(group, 1); // nothing to come, one waits
        assertThatIllegalStateException()
                .isThrownBy(() -> group.add(1))
                .withMessage("WaitGroup misuse: add called concurrently with await");
        assertThat(Inside.state(group)).isEqualTo(1);
    }

    /** Who comes back from its wait and finds the group in use again cannot know whom it waited for. */
    @Test
    void add_beforeAnAwaitHasReturned_isMisuse() throws Exception {
        int seen = 0;
        for (int i = 0; i < 1_000; i++) {
            WaitGroup reused = new WaitGroup();
            reused.add(1);
            Beside<Void> waiter = Beside.run(Kind.GOROUTINE, reused::await).awaitWaiting();
            reused.done();
            reused.add(1);
            try {
                waiter.result();
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e)
                        .cause()
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("WaitGroup is reused before a previous await has returned");
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    @Test
    void arguments_null_areNamed() {
        assertThatNullPointerException().isThrownBy(() -> group.await(null)).withMessage("timeout");
        assertThatNullPointerException().isThrownBy(() -> group.go(null)).withMessage("body");
        assertThat(group.count()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void await_interrupted_leavesOthersWaiting(Kind kind) throws Exception {
        group.add(1);
        Inside.assertRefusesInterrupted(kind, group::await);
        Inside.assertRefusesInterrupted(kind, () -> group.await(Duration.ofDays(1)));
        Beside<Void> other = Beside.run(kind, group::await).awaitWaiting();
        Inside.assertInterruptible(kind, group::await);
        Inside.assertInterruptible(kind, () -> group.await(Duration.ofDays(1)));
        assertThat(group).hasToString("WaitGroup[1 to come, 1 waiting]");
        group.done();
        other.result();
        assertThat(Inside.state(group)).isZero();
    }

    /** One that lowered the counter to zero comes late: those it saw have given up, and the group is in use again. */
    @Test
    void release_groupInUseAgain_letsNobodyGo() throws Exception {
        group.add(1);
        Beside<Void> waiter = Beside.run(Kind.GOROUTINE, group::await).awaitWaiting();
        group.release();
        assertThat(group).hasToString("WaitGroup[1 to come, 1 waiting]");
        group.done();
        waiter.result();
        group.release();
        assertThat(Inside.state(group)).isZero();
    }

    @Test
    void go_bodiesRunOnGoroutines_andAreCounted() throws Exception {
        Channel<Boolean> release = Channel.unbuffered();
        AtomicInteger onGoroutines = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            group.go(() -> {
                release.receiveOrNull();
                if (Goroutine.current() != null) {
                    onGoroutines.incrementAndGet();
                }
            });
        }
        assertThat(group.count()).isEqualTo(10);
        release.close();
        group.await();
        assertThat(onGoroutines).hasValue(10);
    }

    @Test
    void go_inARuntime_staysThere_andFailuresAreReportedAndDone() throws Exception {
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        CompletableFuture<GoRuntime> where = new CompletableFuture<>();
        try (GoRuntime runtime = GoRuntime.builder()
                .uncaughtHandler((thread, failure) -> reported.complete(failure))
                .build()) {
            Exception failure = new Exception("as planned");
            runtime.go(() -> {
                group.go(() -> {
                    where.complete(GoRuntime.current());
                    throw failure;
                });
                group.await();
            });
            assertThat(where.get(60, TimeUnit.SECONDS)).isSameAs(runtime);
            assertThat(reported.get(60, TimeUnit.SECONDS)).isSameAs(failure);
        }
        group.await();
    }

    @Test
    void go_runtimeRefuses_countsNothing() throws Exception {
        GoRuntime runtime = GoRuntime.builder().build();
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        Channel<Boolean> closing = Channel.unbuffered();
        runtime.go(() -> {
            try {
                closing.receiveOrNull();
            } catch (InterruptedException e) {
                Thread.onSpinWait(); // the runtime gives up on this goroutine
            }
            while (true) { // it outlives its runtime
                try {
                    group.go(() -> {});
                    Thread.yield();
                } catch (RejectedExecutionException e) {
                    refusal.complete(e);
                    return;
                }
            }
        });
        runtime.close(Duration.ZERO);
        closing.close();
        assertThat(refusal.get(60, TimeUnit.SECONDS)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> runtime.go(() -> {})).isInstanceOf(RejectedExecutionException.class);
        Beside.await(() -> group.count() == 0);
    }
}
