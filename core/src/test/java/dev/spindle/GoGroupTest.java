package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The errgroup: waits for all, the first failure cancels the rest, a limit. */
@Timeout(120)
class GoGroupTest {

    private final GoRuntime runtime = Testing.runtime(2);

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void join_allWell_seesWhatTheyDid() throws Exception {
        int[] results = new int[500];
        try (GoGroup group = GoGroup.open(runtime)) {
            for (int i = 0; i < results.length; i++) {
                int index = i;
                group.go(() -> results[index] = index + 1);
            }
            group.join();
            for (int i = 0; i < results.length; i++) {
                assertThat(results[i]).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void join_empty_returnsAtOnce() throws Exception {
        try (GoGroup group = GoGroup.open(runtime)) {
            group.join();
            assertThat(group.join(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void firstFailure_cancelsTheOthersAndIsThrown() throws Exception {
        IOException failure = new IOException("first");
        AtomicInteger interrupted = new AtomicInteger();
        CountDownLatch waiting = new CountDownLatch(5);
        try (GoGroup group = GoGroup.open(runtime)) {
            for (int i = 0; i < 5; i++) {
                group.go(() -> {
                    waiting.countDown();
                    try {
                        Go.sleep(Duration.ofDays(1));
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                        throw e;
                    }
                });
            }
            Testing.await(waiting);
            group.go(() -> {
                throw failure;
            });
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(group::join)
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isSameAs(failure)
                        .hasNoSuppressedExceptions();
            }
            assertThat(interrupted).hasValue(5);
        }
    }

    @Test
    void laterFailures_areSuppressedInTheFirst() {
        CountDownLatch firstFailed = new CountDownLatch(1);
        try (GoGroup group = GoGroup.open(runtime)) {
            group.go(() -> {
                try {
                    firstFailed.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("second", e);
                }
            });
            group.go(() -> {
                throw new AssertionError("first");
            });
            assertThatThrownBy(group::join)
                    .cause()
                    .hasMessage("first")
                    .satisfies(first -> assertThat(first.getSuppressed())
                            .singleElement()
                            .satisfies(second -> assertThat(second).hasMessage("second")));
        }
    }

    @Test
    void sameThrowable_fromTwo_doesNotSuppressItself() {
        IllegalStateException shared = new IllegalStateException("shared");
        CountDownLatch both = new CountDownLatch(2);
        try (GoGroup group = GoGroup.open(runtime)) {
            for (int i = 0; i < 2; i++) {
                group.go(() -> {
                    both.countDown();
                    Testing.burnUntil(() -> both.getCount() == 0);
                    throw shared;
                });
            }
            assertThatThrownBy(group::join).cause().isSameAs(shared).hasNoSuppressedExceptions();
        }
    }

    @Test
    void newMember_afterAFailure_startsInterrupted() throws Exception {
        try (GoGroup group = GoGroup.open(runtime)) {
            group.go(() -> {
                throw new IOException();
            });
            assertThatThrownBy(group::join).hasCauseInstanceOf(IOException.class);
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            group.go(() -> {
                try {
                    Go.sleep(Duration.ofDays(1));
                    interrupted.complete(false);
                } catch (InterruptedException e) {
                    interrupted.complete(true);
                }
            });
            assertThat(interrupted.get()).isTrue();
        }
    }

    @Test
    void cancel_membersAndThoseToCome_areInterrupted() throws Exception {
        AtomicInteger interrupted = new AtomicInteger();
        GoBody sleeper = () -> {
            try {
                Go.sleep(Duration.ofDays(1));
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
        };
        try (GoGroup group = GoGroup.open(runtime)) {
            group.go(sleeper);
            group.go(sleeper);
            group.cancel();
            group.go(sleeper);
            group.join();
            assertThat(interrupted).hasValue(3);
        }
    }

    @Test
    void join_timeRunsOut_returnsFalse() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (GoGroup group = GoGroup.open(runtime)) {
            group.go(release::await);
            assertThat(group.join(Duration.ZERO)).isFalse();
            assertThat(group.join(Duration.ofMillis(2))).isFalse();
            release.countDown();
            assertThat(group.join(Testing.PATIENCE)).isTrue();
        }
    }

    @Test
    void join_interrupted_throwsAndMembersGoOn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        try (GoGroup group = GoGroup.open(runtime)) {
            group.go(() -> {
                release.await();
                ended.set(true);
            });
            Thread.currentThread().interrupt();
            assertThatThrownBy(group::join).isInstanceOf(InterruptedException.class);
            release.countDown();
            group.join();
            assertThat(ended).isTrue();
        }
    }

    @Test
    void join_byAMember_isRefused() throws Exception {
        try (GoGroup group = GoGroup.open(runtime)) {
            group.go(() -> {
                assertThatIllegalStateException().isThrownBy(group::join).withMessageContaining("from outside");
                assertThatIllegalStateException()
                        .isThrownBy(() -> group.join(Duration.ofDays(1)))
                        .withMessageContaining("from outside");
                assertThatIllegalStateException().isThrownBy(group::close).withMessageContaining("from outside");
            });
            group.join();
        }
    }

    @Test
    void member_addsMembers_joinWaitsForThem() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        try (GoGroup group = GoGroup.open(runtime)) {
            addGenerations(group, ran, 6);
            group.join();
            assertThat(ran).hasValue(127);
        }
    }

    private static void addGenerations(GoGroup group, AtomicInteger ran, int generations) {
        group.go(() -> {
            ran.incrementAndGet();
            if (generations > 0) {
                addGenerations(group, ran, generations - 1);
                addGenerations(group, ran, generations - 1);
            }
        });
    }

    @Test
    void close_membersLeft_cancelsAndWaits() throws Exception {
        AtomicBoolean cleanedUp = new AtomicBoolean();
        CountDownLatch waiting = new CountDownLatch(1);
        try (GoGroup group = GoGroup.open(runtime)) {
            group.go(() -> {
                waiting.countDown();
                try {
                    Go.sleep(Duration.ofDays(1));
                } finally {
                    cleanedUp.set(true);
                }
            });
            Testing.await(waiting);
        }
        assertThat(cleanedUp).isTrue();
    }

    @Test
    void go_afterClose_isRefused() {
        GoGroup group = GoGroup.open(runtime, 1);
        group.close();
        group.close();
        for (int i = 0; i < 3; i++) { // more often than there are slots: refusals give theirs back
            assertThatIllegalStateException()
                    .isThrownBy(() -> group.go(() -> {}))
                    .withMessageContaining("the group is closed");
        }
    }

    @Test
    void limit_reached_goWaitsAndTryGoDoesNot() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (GoGroup group = GoGroup.open(runtime, 3)) {
            for (int i = 0; i < 100; i++) {
                group.go(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Go.yield();
                    running.decrementAndGet();
                });
            }
            group.join();
            assertThat(most.get()).isBetween(1, 3);

            CountDownLatch release = new CountDownLatch(1);
            for (int i = 0; i < 3; i++) {
                assertThat(group.tryGo(release::await)).isTrue();
            }
            assertThat(group.tryGo(() -> {})).isFalse();
            release.countDown();
            group.join();
            assertThat(group.tryGo(() -> {})).isTrue();
            group.join();
        }
    }

    @Test
    void runtimeClosed_goIsRefusedAndGivesItsSlotBack() {
        GoRuntime closed = Testing.runtime(1);
        closed.close();
        GoGroup group = GoGroup.open(closed, 1);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> group.go(() -> {})).isInstanceOf(RejectedExecutionException.class);
        }
        group.close();
    }

    @Test
    void open_insideAGoroutine_usesItsRuntime() throws Exception {
        Testing.join(runtime.go(() -> {
            try (GoGroup group = GoGroup.open()) {
                group.go(() -> assertThat(GoRuntime.current()).isSameAs(runtime));
                group.join();
            }
        }));
    }
}
