package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cancel is an interrupt of this goroutine, at any time of its life. */
@Timeout(120)
class GoroutineCancelTest {

    private final List<Throwable> uncaught = new ArrayList<>();
    private final GoRuntime runtime =
            Testing.build(GoRuntime.builder().parallelism(1).uncaughtHandler((t, e) -> {
                synchronized (uncaught) {
                    uncaught.add(e);
                }
            }));

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void cancel_beforeItStarts_startsInterrupted() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        AtomicBoolean cancelled = new AtomicBoolean();
        CountDownLatch holding = new CountDownLatch(1);
        Work.Running holder = Work.TASK.start(runtime, () -> {
            holding.countDown();
            Testing.burnUntil(cancelled::get);
        });
        Testing.await(holding);
        Goroutine g = runtime.go(() -> interrupted.complete(isInterruptedWithin(Thread.currentThread())));
        g.cancel();
        cancelled.set(true);
        holder.await();
        Testing.join(g);
        assertThat(interrupted).isCompletedWithValue(true);
    }

    /** The flag may come a little after the start, where the canceller and the start just missed each other. */
    private static boolean isInterruptedWithin(Thread self) {
        Testing.burnUntil(self::isInterrupted);
        return true;
    }

    @Test
    void cancel_running_setsItsFlag() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Goroutine g = runtime.go(() -> {
            running.countDown();
            Testing.burnUntil(() -> Thread.currentThread().isInterrupted());
        });
        Testing.await(running);
        g.cancel();
        Testing.join(g);
    }

    @Test
    void cancel_parkedInAnything_throwsThere() throws Exception {
        Object monitor = new Object();
        List<GoBody> waits = List.of(
                () -> new CountDownLatch(1).await(),
                () -> Go.sleep(Duration.ofDays(1)),
                () -> Thread.sleep(Duration.ofDays(1)),
                () -> new SynchronousQueue<String>().take(),
                () -> runtime.go(() -> Go.sleep(Duration.ofMillis(300))).join(),
                () -> {
                    synchronized (monitor) {
                        monitor.wait();
                    }
                });
        for (GoBody wait : waits) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Goroutine g = runtime.go(() -> {
                try {
                    wait.run();
                    thrown.complete(null);
                } catch (Throwable t) {
                    thrown.complete(t);
                }
            });
            Testing.until("it waits", () -> g.state() == Goroutine.State.WAITING);
            g.cancel();
            Testing.join(g);
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void cancel_again_interruptsAgain() throws Exception {
        AtomicInteger interrupts = new AtomicInteger();
        Goroutine g = runtime.go(() -> {
            while (interrupts.get() < 5) {
                try {
                    Thread.sleep(Duration.ofDays(1));
                } catch (InterruptedException e) {
                    interrupts.incrementAndGet();
                }
            }
        });
        for (int i = 0; i < 5; i++) {
            int expected = i + 1;
            Testing.until("it sleeps", () -> g.state() != Goroutine.State.RUNNABLE);
            g.cancel();
            Testing.until("it was interrupted", () -> interrupts.get() == expected);
        }
        Testing.join(g);
    }

    @Test
    void cancel_ended_doesNothing() throws Exception {
        Goroutine ended = runtime.go(() -> {});
        Testing.join(ended);
        for (int i = 0; i < 500; i++) {
            CountDownLatch running = new CountDownLatch(1);
            Goroutine next = runtime.go(() -> {
                running.countDown();
                LockSupport.parkNanos(10_000);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            });
            Testing.await(running);
            ended.cancel();
            Testing.join(next);
        }
    }

    @Test
    void cancel_itself_interruptsItself() throws Exception {
        CompletableFuture<Goroutine> self = new CompletableFuture<>();
        Goroutine g = runtime.go(() -> {
            self.get().cancel();
            assertThat(Thread.interrupted()).isTrue();
        });
        self.complete(g);
        Testing.join(g);
    }

    @Test
    void interruptedException_ofACancelledOne_isNotReported() throws Exception {
        Goroutine g = runtime.go(() -> Go.sleep(Duration.ofDays(1)));
        Testing.until("it sleeps", () -> g.state() == Goroutine.State.WAITING);
        g.cancel();
        Testing.until("it ended", () -> g.state() == Goroutine.State.ENDED);
        assertThatThrownBy(g::join)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        Testing.join(runtime.go(() -> {}));
        assertThat(uncaught).isEmpty();
    }

    @Test
    void otherFailure_ofACancelledOne_isReported() {
        Goroutine g = runtime.go(() -> {
            try {
                Go.sleep(Duration.ofDays(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException("on the way out", e);
            }
        });
        Testing.until("it sleeps", () -> g.state() == Goroutine.State.WAITING);
        g.cancel();
        Testing.until("it is reported", () -> {
            synchronized (uncaught) {
                return uncaught.size() == 1 && uncaught.getFirst().getMessage().equals("on the way out");
            }
        });
    }
}
