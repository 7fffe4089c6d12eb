package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The handle of a goroutine: join in all its forms, end, state, identity. */
@Timeout(120)
class GoroutineTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<Throwable> uncaught = new ArrayList<>();
    private final GoRuntime runtime =
            Testing.build(GoRuntime.builder().parallelism(2).uncaughtHandler((t, e) -> {
                synchronized (uncaught) {
                    uncaught.add(e);
                }
            }));

    @AfterEach
    void close() {
        runtime.close();
    }

    // ---- join ----

    @Test
    void join_running_returnsAfterTheEndAndSeesItsWrites() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            int[] plain = new int[1];
            int expected = i + 1;
            Goroutine g = runtime.go(() -> plain[0] = expected);
            g.join();
            assertThat(plain[0]).isEqualTo(expected);
            assertThat(g.state()).isEqualTo(Goroutine.State.ENDED);
        }
    }

    @Test
    void go_body_seesWhatItsStarterWrote() throws Exception {
        int[] plain = new int[1];
        for (int i = 0; i < 2_000; i++) {
            plain[0] = i;
            int expected = i;
            AtomicInteger seen = new AtomicInteger(-1);
            runtime.go(() -> seen.setPlain(plain[0])).join();
            assertThat(seen.getPlain()).isEqualTo(expected);
        }
    }

    @Test
    void join_ended_returnsAtOnceEachTime() throws Exception {
        Goroutine g = runtime.go(() -> {});
        g.join();
        g.join();
        assertThat(g.join(Duration.ZERO)).isTrue();
        assertThat(g.join(Duration.ofSeconds(-1))).isTrue();
    }

    @Test
    void join_timeRunsOut_returnsFalseAndGoroutineGoesOn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Goroutine g = runtime.go(release::await);
        assertThat(g.join(Duration.ZERO)).isFalse();
        assertThat(g.join(Duration.ofSeconds(-1))).isFalse();
        assertThat(g.join(Duration.ofMillis(5))).isFalse();
        release.countDown();
        assertThat(g.join(LONG)).isTrue();
    }

    @Test
    void join_hugeTimeout_waitsForTheEnd() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Goroutine g = runtime.go(release::await);
        Thread releaser = Thread.ofPlatform().start(() -> {
            Testing.until("somebody waits", () -> g.state() == Goroutine.State.WAITING);
            release.countDown();
        });
        assertThat(g.join(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        releaser.join();
    }

    @Test
    void join_manyJoinersOfAllKinds_allReturn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Goroutine g = runtime.go(release::await);
        CountDownLatch joined = new CountDownLatch(60);
        GoBody joiner = () -> {
            g.join();
            joined.countDown();
        };
        for (int i = 0; i < 20; i++) {
            runtime.go(joiner);
            Work.TASK.submit(runtime, joiner);
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    joiner.run();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        release.countDown();
        Testing.await(joined);
    }

    @Test
    void join_interruptedWhileWaiting_throwsAndGoroutineGoesOn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Goroutine g = runtime.go(release::await);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Goroutine joiner = runtime.go(() -> {
            try {
                g.join();
                thrown.complete(null);
            } catch (Throwable t) {
                thrown.complete(t);
            }
        });
        Testing.until("the joiner waits", () -> joiner.state() == Goroutine.State.WAITING);
        joiner.cancel();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(g.state()).isNotEqualTo(Goroutine.State.ENDED);
        release.countDown();
        g.join();
    }

    @Test
    void join_interruptedBefore_throwsAlsoWhenEnded() throws Exception {
        Goroutine g = runtime.go(() -> {});
        g.join();
        Thread.currentThread().interrupt();
        assertThatThrownBy(g::join).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void join_itself_isRefused() throws Exception {
        AtomicReference<Goroutine> self = new AtomicReference<>();
        CountDownLatch set = new CountDownLatch(1);
        Goroutine g = runtime.go(() -> {
            set.await();
            assertThatThrownBy(() -> self.get().join())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("joins itself")
                    .hasMessageContaining("from another goroutine");
            assertThatThrownBy(() -> self.get().join(LONG)).isInstanceOf(IllegalStateException.class);
        });
        self.set(g);
        set.countDown();
        g.join();
    }

    // ---- failures ----

    @Test
    void join_failed_throwsTheFailureEachTime() throws Exception {
        IOException failure = new IOException("boom");
        CountDownLatch release = new CountDownLatch(1);
        Goroutine g = runtime.go(() -> {
            release.await();
            throw failure;
        });
        CountDownLatch joining = new CountDownLatch(1);
        Goroutine joiner = runtime.go(() -> {
            joining.countDown();
            assertThatThrownBy(g::join).isInstanceOf(ExecutionException.class).hasCause(failure);
        });
        joining.await();
        Testing.until("the joiner waits", () -> joiner.state() == Goroutine.State.WAITING);
        release.countDown();
        joiner.join();
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> g.join(LONG))
                    .withCause(failure);
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void failure_joinerGaveUpBefore_goesToTheHandler() throws Exception {
        IOException failure = new IOException("boom");
        CountDownLatch release = new CountDownLatch(1);
        Goroutine g = runtime.go(() -> {
            release.await();
            throw failure;
        });
        assertThat(g.join(Duration.ofMillis(2))).isFalse();
        release.countDown();
        Testing.until("it is reported", () -> uncaughtNow().contains(failure));
        assertThatThrownBy(g::join).hasCause(failure);
    }

    private List<Throwable> uncaughtNow() {
        synchronized (uncaught) {
            return List.copyOf(uncaught);
        }
    }

    // ---- onEnd ----

    @Test
    void onEnd_runningAndEnded_runsOnceEach() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Goroutine g = runtime.go(release::await);
        g.onEnd(calls::incrementAndGet);
        g.onEnd(calls::incrementAndGet);
        assertThat(calls).hasValue(0);
        release.countDown();
        g.join();
        Testing.until("both were called", () -> calls.get() == 2);
        g.onEnd(calls::incrementAndGet);
        assertThat(calls).hasValue(3);
    }

    @Test
    void onEnd_callbackThrows_isReportedAndTheOthersRun() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(2);
        IllegalStateException failure = new IllegalStateException("callback");
        Goroutine g = runtime.go(release::await);
        g.onEnd(others::countDown);
        g.onEnd(() -> {
            throw failure;
        });
        g.onEnd(others::countDown);
        release.countDown();
        g.join();
        Testing.await(others);
        Testing.until("it is reported", () -> uncaughtNow().contains(failure));
    }

    // ---- identity and state ----

    @Test
    void id_ofMany_isUniqueAndStable() {
        Goroutine a = runtime.go(() -> {});
        Goroutine b = runtime.go("b", () -> {});
        assertThat(a.id()).isPositive().isEqualTo(a.id()).isNotEqualTo(b.id());
        assertThat(b.id()).isPositive();
    }

    @Test
    void name_given_isTheThreadsWhileItRuns() throws Exception {
        CompletableFuture<String> threadName = new CompletableFuture<>();
        Goroutine g = runtime.go(
                "worker-7", () -> threadName.complete(Thread.currentThread().getName()));
        assertThat(g.name()).isEqualTo("worker-7");
        assertThat(threadName.get()).isEqualTo("worker-7");
        assertThat(g.toString()).contains("worker-7").contains(String.valueOf(g.id()));
        assertThat(runtime.go(() -> {}).name()).isEmpty();
    }

    @Test
    void state_throughItsLife_isToldTruly() throws Exception {
        CountDownLatch burning = new CountDownLatch(1);
        CountDownLatch park = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Goroutine g = runtime.go(() -> {
            burning.countDown();
            Testing.burnUntil(() -> park.getCount() == 0);
            end.await();
        });
        burning.await();
        Testing.until("it runs", () -> g.state() == Goroutine.State.RUNNING);
        park.countDown();
        Testing.until("it waits", () -> g.state() == Goroutine.State.WAITING);
        end.countDown();
        g.join();
        assertThat(g.state()).isEqualTo(Goroutine.State.ENDED);
    }

    @Test
    void current_insideAndOutside_isTheGoroutineOrNull() throws Exception {
        CompletableFuture<Goroutine> inside = new CompletableFuture<>();
        Goroutine g = runtime.go(() -> {
            Go.yield();
            inside.complete(Goroutine.current());
        });
        assertThat(inside.get()).isSameAs(g);
        assertThat(Goroutine.current()).isNull();
        Work.TASK.start(runtime, () -> assertThat(Goroutine.current()).isNull()).await();
        runtime.go(() -> Thread.startVirtualThread(() -> inside.obtrudeValue(Goroutine.current()))
                        .join())
                .join();
        assertThat(inside.get()).isNull();
    }

    @Test
    void runtime_ofAGoroutine_isItsOwn() {
        assertThat(runtime.go(() -> {}).runtime()).isSameAs(runtime);
    }

    // ---- Go ----

    @Test
    void sleep_zeroOrNegative_returnsAtOnce() throws Exception {
        runtime.go(() -> {
                    Go.sleep(Duration.ZERO);
                    Go.sleep(Duration.ofDays(-1));
                })
                .join();
    }

    @Test
    void sleep_cancelled_throws() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Goroutine g = runtime.go(() -> {
            try {
                Go.sleep(Duration.ofSeconds(Long.MAX_VALUE));
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        Testing.until("it sleeps", () -> g.state() == Goroutine.State.WAITING);
        g.cancel();
        assertThat(interrupted.get()).isTrue();
    }

    @Test
    void sleep_goroutineOrThread_lastsAtLeastItsTime() throws Exception {
        GoBody sleeper = () -> {
            long start = System.nanoTime();
            Go.sleep(Duration.ofMillis(20));
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
        };
        runtime.go(sleeper).join();
        Work.TASK.start(runtime, sleeper).await();
        sleeper.run();
    }

    @Test
    void blocking_anywhere_givesResultAndFailure() throws Exception {
        GoBody body = () -> {
            assertThat(Go.blocking(() -> 42)).isEqualTo(42);
            assertThatThrownBy(() -> Go.blocking(() -> {
                        throw new IOException("from inside");
                    }))
                    .isInstanceOf(IOException.class);
        };
        runtime.go(body).join();
        Work.TASK.start(runtime, body).await();
        body.run();
    }

    /** Its end comes first: with one P the joiner cannot run before. */
    @Test
    void join_interruptedByAGoroutineThatThenFails_hearsOfTheFailure_orTheHandlerDoes() throws Exception {
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        try (GoRuntime alone = Testing.build(
                GoRuntime.builder().parallelism(1).uncaughtHandler((thread, t) -> uncaught.complete(t)))) {
            CompletableFuture<Goroutine> joiner = new CompletableFuture<>();
            IOException failure = new IOException("on purpose");
            Goroutine failing = alone.go(() -> {
                joiner.get().cancel();
                throw failure;
            });
            CompletableFuture<Throwable> seen = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Goroutine g = alone.go(() -> {
                try {
                    failing.join();
                } catch (ExecutionException e) {
                    flag.complete(Thread.currentThread().isInterrupted());
                    seen.complete(e.getCause());
                } catch (InterruptedException e) {
                    flag.complete(true);
                    seen.complete(e);
                }
            });
            Testing.until("it joins", () -> g.state() == Goroutine.State.WAITING);
            joiner.complete(g);
            Throwable result = seen.get();
            assertThat(flag.get()).as("the interrupt is not lost").isTrue();
            if (result instanceof InterruptedException) {
                assertThat(uncaught.get()).isSameAs(failure);
            } else {
                assertThat(result).isSameAs(failure);
            }
        }
    }

    @Test
    void join_timedByMany_overAndOver_leavesNothingBehind() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        G g = (G) runtime.go(() -> Testing.await(release));
        List<Thread> patient = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            patient.add(Thread.startVirtualThread(() -> joinQuietly(g, LONG)));
        }
        Testing.until("all join", () -> g.hookCount() >= 100);
        List<Thread> impatient = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            impatient.add(Thread.startVirtualThread(() -> {
                for (int n = 0; n < 500; n++) {
                    joinQuietly(g, Duration.ofNanos(300_000));
                }
            }));
        }
        for (Thread thread : impatient) {
            thread.join();
        }
        assertThat(g.hookCount()).isBetween(100, 250);
        release.countDown();
        for (Thread thread : patient) {
            assertThat(thread.join(Testing.PATIENCE)).isTrue();
        }
    }

    private static void joinQuietly(G g, Duration timeout) {
        try {
            boolean _ = g.join(timeout);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
