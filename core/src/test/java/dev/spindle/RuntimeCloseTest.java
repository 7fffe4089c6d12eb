package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a runtime ends, and what becomes of what outlives it. */
@Timeout(120)
class RuntimeCloseTest {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private static GoRuntime named(int parallelism) {
        return Testing.build(
                GoRuntime.builder().name("closing" + NAMES.incrementAndGet()).parallelism(parallelism));
    }

    private static List<String> threadsOf(GoRuntime runtime) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith(runtime.name() + "-"))
                .toList();
    }

    // ---- graceful ----

    @ParameterizedTest
    @EnumSource
    void close_workAccepted_waitsForIt(Work work) {
        GoRuntime runtime = named(2);
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            boolean sleeps = i % 100 == 0;
            work.submit(runtime, () -> {
                if (sleeps) {
                    Go.sleep(Duration.ofMillis(20));
                }
                ran.incrementAndGet();
            });
        }
        assertThat(runtime.close(Testing.PATIENCE)).isTrue();
        assertThat(ran).hasValue(1_000);
        assertThat(runtime.stats().goroutines()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void close_workStartsMoreWork_waitsForAll(Work work) throws Exception {
        GoRuntime runtime = named(2);
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch closing = new CountDownLatch(1);
        work.submit(runtime, () -> {
            closing.await();
            Testing.until("close has begun", runtime::isClosed);
            for (int i = 0; i < 100; i++) {
                work.submit(runtime, ran::incrementAndGet);
            }
        });
        closing.countDown();
        assertThat(runtime.close(Testing.PATIENCE)).isTrue();
        assertThat(ran).hasValue(100);
    }

    @Test
    void close_afterWork_leavesNoThread() throws Exception {
        GoRuntime runtime = named(4);
        List<Goroutine> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(runtime.go(() -> Go.sleep(Duration.ofMillis(1))));
            runtime.execute(() -> LockSupport.parkNanos(1_000));
        }
        for (Goroutine g : all) {
            Testing.join(g);
        }
        assertThat(threadsOf(runtime)).isNotEmpty();
        assertThat(runtime.close(Testing.PATIENCE)).isTrue();
        Testing.until(
                "no thread is left: " + threadsOf(runtime),
                () -> threadsOf(runtime).isEmpty());
        assertThat(runtime.stats().machines()).isZero();
        assertThat(runtime.stats().hosts()).isZero();
    }

    @Test
    void close_neverUsed_returnsTrue() {
        GoRuntime runtime = named(2);
        assertThat(runtime.isClosed()).isFalse();
        assertThat(runtime.close(Duration.ZERO)).isTrue();
        assertThat(runtime.isClosed()).isTrue();
    }

    @Test
    void close_twice_isTheSameAsOnce() {
        GoRuntime runtime = named(1);
        runtime.close();
        assertThat(runtime.close(Duration.ZERO)).isTrue();
        runtime.close();
    }

    @Test
    void close_fromSeveralThreads_allReturn() throws Exception {
        GoRuntime runtime = named(2);
        Goroutine g = runtime.go(() -> Go.sleep(Duration.ofMillis(30)));
        List<Thread> closers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            closers.add(Thread.ofPlatform().start(runtime::close));
        }
        for (Thread closer : closers) {
            assertThat(closer.join(Testing.PATIENCE)).isTrue();
        }
        assertThat(g.join(Duration.ZERO)).isTrue();
    }

    // ---- refusals ----

    @Test
    void close_shared_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> GoRuntime.shared().close())
                .withMessageContaining("shared")
                .withMessageContaining("GoRuntime.builder()");
        assertThat(GoRuntime.shared().isClosed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void close_fromOwnWork_isRefused(Work work) throws Exception {
        try (GoRuntime runtime = named(1)) {
            work.start(
                            runtime,
                            () -> assertThatIllegalStateException()
                                    .isThrownBy(runtime::close)
                                    .withMessageContaining(runtime.name())
                                    .withMessageContaining("from outside"))
                    .await();
            assertThat(runtime.isClosed()).isFalse();
        }
    }

    @Test
    void close_fromAnotherRuntimesGoroutine_works() throws Exception {
        try (GoRuntime other = named(1)) {
            GoRuntime runtime = named(1);
            runtime.go(() -> Go.sleep(Duration.ofMillis(5)));
            Testing.join(
                    other.go(() -> assertThat(runtime.close(Testing.PATIENCE)).isTrue()));
        }
    }

    @Test
    void everything_onAClosedRuntime_isRefused() {
        GoRuntime runtime = named(1);
        runtime.close();
        String[] words = {runtime.name(), "closed", "no new goroutines"};
        assertThatThrownBy(() -> runtime.go(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContainingAll(words);
        assertThatThrownBy(() -> runtime.go("name", () -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContainingAll(words);
        assertThatThrownBy(() -> runtime.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContainingAll(words);
        assertThatThrownBy(() -> runtime.schedule(() -> {}, 1, TimeUnit.MILLISECONDS))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void go_fromOutsideWhileClosing_isRefused() throws Exception {
        GoRuntime runtime = named(1);
        CountDownLatch release = new CountDownLatch(1);
        runtime.go(release::await);
        Thread closer = Thread.ofPlatform().start(runtime::close);
        Testing.until("close has begun", runtime::isClosed);
        assertThatThrownBy(() -> runtime.go(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("closing");
        release.countDown();
        assertThat(closer.join(Testing.PATIENCE)).isTrue();
    }

    // ---- timeout and interrupt ----

    @ParameterizedTest
    @EnumSource
    void close_timeout_interruptsWhatWaits(Work work) throws Exception {
        GoRuntime runtime = named(2);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Work.Running running = work.start(runtime, () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        running.awaitWaiting();
        assertThat(runtime.close(Duration.ofMillis(1))).isTrue();
        assertThat(interrupted).isCompletedWithValue(true);
    }

    @Test
    void close_sleepingGoroutines_areInterruptedAndTheirTimersGo() throws Exception {
        GoRuntime runtime = named(2);
        List<Goroutine> sleepers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sleepers.add(runtime.go(() -> Go.sleep(Duration.ofDays(1))));
        }
        for (Goroutine g : sleepers) {
            Testing.until("it sleeps", () -> g.state() == Goroutine.State.WAITING);
        }
        assertThat(runtime.close(Duration.ZERO)).isTrue();
        for (Goroutine g : sleepers) {
            assertThatThrownBy(() -> g.join(Duration.ZERO))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
        assertThat(runtime.stats().timers()).isZero();
    }

    @Test
    void close_callerInterrupted_cutsTheWaitShortAndKeepsTheFlag() throws Exception {
        GoRuntime runtime = named(1);
        Goroutine g = runtime.go(() -> new CountDownLatch(1).await());
        Testing.until("it waits", () -> g.state() == Goroutine.State.WAITING);
        Thread.currentThread().interrupt();
        assertThat(runtime.close(Duration.ofDays(1))).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void close_queueBehindAHog_reportsWhatNeverRan() throws Exception {
        GoRuntime runtime = Testing.build(GoRuntime.builder()
                .name("closing" + NAMES.incrementAndGet())
                .parallelism(1)
                .maxMachines(1));
        AtomicReference<Boolean> stop = new AtomicReference<>(false);
        CountDownLatch hogging = new CountDownLatch(1);
        Work.Running hog = Work.TASK.start(runtime, () -> {
            hogging.countDown();
            Testing.burnUntil(stop::get);
        });
        hogging.await();
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            runtime.execute(ran::incrementAndGet);
        }
        List<Goroutine> goroutines = new ArrayList<>();
        if (!Testing.isPortable()) {
            for (int i = 0; i < 5; i++) {
                goroutines.add(runtime.go(ran::incrementAndGet));
            }
        }
        List<String> log = new ArrayList<>();
        boolean quiet = logged(log, () -> runtime.close(Duration.ofMillis(1)));
        stop.set(true);
        hog.await();
        assertThat(quiet).isFalse();
        assertThat(ran).hasValue(0);
        assertThat(log)
                .anySatisfy(line -> assertThat(line)
                        .contains(runtime.name())
                        .contains((5 + goroutines.size()) + " goroutines or tasks never ran"));
        for (Goroutine g : goroutines) {
            assertThatThrownBy(() -> g.join(Testing.PATIENCE))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class)
                    .hasMessageContaining("closed before this goroutine started");
        }
        Testing.until("all is accounted for", () -> runtime.stats().goroutines() == 0);
        Testing.until("no thread is left", () -> threadsOf(runtime).isEmpty());
    }

    private static boolean logged(List<String> lines, java.util.function.BooleanSupplier action) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                synchronized (lines) {
                    lines.add(new java.util.logging.SimpleFormatter().formatMessage(record));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.spindle");
        logger.addHandler(handler);
        try {
            return action.getAsBoolean();
        } finally {
            logger.removeHandler(handler);
        }
    }

    // ---- delayed tasks ----

    @Test
    void close_delayedTaskPending_isDroppedAndForgotten() throws Exception {
        GoRuntime runtime = named(1);
        AtomicInteger ran = new AtomicInteger();
        WeakReference<Object> payload = scheduleFarAway(runtime, ran);
        assertThat(runtime.close(Testing.PATIENCE)).isTrue();
        assertThat(ran).hasValue(0);
        assertThat(runtime.stats().timers()).isZero();
        Testing.until("what the task kept is unreachable", () -> {
            System.gc();
            return payload.get() == null;
        });
    }

    private static WeakReference<Object> scheduleFarAway(GoRuntime runtime, AtomicInteger ran) {
        byte[] payload = new byte[1_000];
        runtime.schedule(() -> ran.addAndGet(payload.length), 1, TimeUnit.DAYS);
        return new WeakReference<>(payload);
    }

    // ---- what outlives the runtime (point 10) ----

    @Test
    void close_goroutineIgnoresInterrupts_goesOnLaterAndEnds() throws Exception {
        GoRuntime runtime = named(2);
        AtomicReference<Boolean> released = new AtomicReference<>(false);
        List<Goroutine> stubborn = new ArrayList<>();
        AtomicReference<Thread>[] threads = newThreads(50);
        for (AtomicReference<Thread> slot : threads) {
            stubborn.add(runtime.go(() -> {
                slot.set(Thread.currentThread());
                while (!released.get()) {
                    LockSupport.park();
                    Thread.interrupted();
                }
                Go.sleep(Duration.ofMillis(1));
                Go.yield();
                synchronized (threads) {
                    LockSupport.parkNanos(1_000);
                }
            }));
        }
        for (Goroutine g : stubborn) {
            Testing.until("it waits", () -> g.state() == Goroutine.State.WAITING);
        }
        assertThat(runtime.close(Duration.ZERO)).isFalse();
        Testing.until("no thread is left", () -> threadsOf(runtime).isEmpty());

        released.set(true);
        for (AtomicReference<Thread> slot : threads) {
            LockSupport.unpark(slot.get());
        }
        for (Goroutine g : stubborn) {
            Testing.join(g);
        }
        Testing.until("all is accounted for", () -> runtime.stats().goroutines() == 0);
        assertMonitorsHealthy();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // generic array
    private static AtomicReference<Thread>[] newThreads(int n) {
        AtomicReference<Thread>[] threads = new AtomicReference[n];
        for (int i = 0; i < n; i++) {
            threads[i] = new AtomicReference<>();
        }
        return threads;
    }

    @Test
    void close_goroutinesInMonitors_leavesMonitorsHealthy() throws Exception {
        GoRuntime runtime = named(2);
        Object monitor = new Object();
        List<Goroutine> all = new ArrayList<>();
        CountDownLatch closed = new CountDownLatch(1);
        Goroutine owner = runtime.go(() -> {
            synchronized (monitor) {
                boolean done = false;
                while (!done) {
                    try {
                        closed.await();
                        done = true;
                    } catch (InterruptedException e) {
                        // stays in the monitor, whoever interrupts
                    }
                }
            }
        });
        Testing.until("it waits inside", () -> owner.state() == Goroutine.State.WAITING);
        for (int i = 0; i < 20; i++) {
            all.add(runtime.go(() -> {
                synchronized (monitor) {
                    Thread.onSpinWait();
                }
            }));
        }
        for (Goroutine g : all) {
            Testing.until("it is blocked", () -> g.state() == Goroutine.State.WAITING);
        }
        assertThat(runtime.close(Duration.ZERO)).isFalse();
        closed.countDown();
        for (Goroutine g : all) {
            Testing.join(g);
        }
        assertMonitorsHealthy();
    }

    /** Virtual threads of the JDK contend a monitor: its unblocker thread must be alive for that. */
    private static void assertMonitorsHealthy() throws Exception {
        Object monitor = new Object();
        int[] count = new int[1];
        CountDownLatch done = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            Thread.startVirtualThread(() -> {
                for (int k = 0; k < 50; k++) {
                    synchronized (monitor) {
                        count[0]++;
                        LockSupport.parkNanos(1_000);
                    }
                }
                done.countDown();
            });
        }
        Testing.await(done);
        synchronized (monitor) {
            assertThat(count[0]).isEqualTo(1_000);
        }
    }

    @Test
    void close_hogDoesNotEnd_returnsFalseAndTheHogEndsInPeace() throws Exception {
        GoRuntime runtime = named(1);
        AtomicReference<Boolean> stop = new AtomicReference<>(false);
        CountDownLatch hogging = new CountDownLatch(1);
        Goroutine hog = runtime.go(() -> {
            hogging.countDown();
            Testing.burnUntil(stop::get);
        });
        hogging.await();
        assertThat(runtime.close(Duration.ofMillis(1))).isFalse();
        stop.set(true);
        Testing.join(hog);
        Testing.until("no thread is left", () -> threadsOf(runtime).isEmpty());
        Testing.until("all is accounted for", () -> runtime.stats().goroutines() == 0);
    }

    @Test
    void close_virtualThreadStartedInside_goesOnWithTheJdk() throws Exception {
        GoRuntime runtime = named(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<Thread> child = new AtomicReference<>();
        Testing.join(runtime.go(() -> child.set(Thread.startVirtualThread(() -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }))));
        assertThat(runtime.close(Testing.PATIENCE)).isTrue();
        release.countDown();
        assertThat(child.get().join(Testing.PATIENCE)).isTrue();
    }
}
