package dev.spindle;

import static dev.spindle.TestTask.await;
import static dev.spindle.TestTask.awaitUntil;
import static dev.spindle.TestTask.started;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoWorkerTimeTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("workers").parallelism(2).build();
    private final GoTasks tasks = GoTasks.on(runtime, OnCancel.INTERRUPT);
    private final GoWorker worker = tasks.worker();

    @AfterEach
    void close() {
        tasks.close();
        runtime.close();
    }

    /** Runs all that was started on the worker. */
    private static void flush(GoLane worker) {
        CountDownLatch last = new CountDownLatch(1);
        started(worker, last::countDown);
        await(last);
    }

    @Test
    void startDelayed_withEqualDelays_runsInOrderNotBeforeTheirTime() {
        ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
        CountDownLatch last = new CountDownLatch(20);
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            int n = i;
            TestTask task = new TestTask(worker, () -> {
                seen.add(n);
                last.countDown();
            });
            assertThat(task.start(20, TimeUnit.MILLISECONDS)).isTrue();
        }
        await(last);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(new ArrayList<>(seen)).hasSize(20).isSorted();
    }

    @Test
    void startDelayed_byNothing_isStartedNow() {
        CountDownLatch ran = new CountDownLatch(2);
        assertThat(new TestTask(worker, ran::countDown).start(0, TimeUnit.DAYS)).isTrue();
        assertThat(new TestTask(worker, ran::countDown).start(-1, TimeUnit.DAYS))
                .isTrue();
        await(ran);
    }

    @Test
    void cancel_ofTheDelayed_removesTheirTimers() {
        List<TestTask> delayed = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            TestTask task = new TestTask(worker, () -> {});
            task.start(1, TimeUnit.DAYS);
            delayed.add(task);
        }
        assertThat(worker.pending()).isEqualTo(100_000);
        assertThat(runtime.stats().timers()).isEqualTo(100_000);
        delayed.forEach(GoTask::cancel);
        assertThat(runtime.stats().timers()).isZero();
        assertThat(worker.pending()).isZero();
        assertThat(tasks.inFlight()).isZero();
    }

    @Test
    void startPeriodically_runsAtAFixedRateUntilCancelled() {
        CountDownLatch five = new CountDownLatch(5);
        long start = System.nanoTime();
        TestTask periodic = new TestTask(worker, five::countDown);
        assertThat(periodic.startPeriodically(4, 4, TimeUnit.MILLISECONDS)).isTrue();
        await(five);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(periodic.isDone()).isFalse();
        assertThat(periodic.cancel()).isTrue();
        awaitUntil(() -> tasks.inFlight() == 0);
        assertThat(runtime.stats().timers()).isZero();
    }

    @Test
    void startPeriodically_withARunThatIsLate_catchesUp() {
        CountDownLatch ten = new CountDownLatch(10);
        AtomicInteger runs = new AtomicInteger();
        long[] start = new long[1];
        TestTask periodic = new TestTask(worker, () -> {
            if (runs.getAndIncrement() == 0) {
                start[0] = System.nanoTime();
                while (System.nanoTime() - start[0] < TimeUnit.MILLISECONDS.toNanos(30)) {
                    Thread.onSpinWait();
                }
            }
            ten.countDown();
        });
        assertThat(periodic.startPeriodically(0, 3, TimeUnit.MILLISECONDS)).isTrue();
        await(ten);
        periodic.cancel();
    }

    @Test
    void startPeriodically_withARunThatIsTooLate_leavesOutWhatWasMissed() {
        long period = TimeUnit.MILLISECONDS.toNanos(20);
        List<Long> begun = new ArrayList<>();
        long[] firstEnd = new long[1];
        CountDownLatch three = new CountDownLatch(3);
        TestTask periodic = new TestTask(worker, () -> {
            begun.add(System.nanoTime());
            if (begun.size() == 1) {
                while (System.nanoTime() - begun.getFirst() < 5 * period) {
                    Thread.onSpinWait();
                }
                firstEnd[0] = System.nanoTime();
            }
            three.countDown();
        });
        assertThat(periodic.startPeriodically(0, period, TimeUnit.NANOSECONDS, period / 2))
                .isTrue();
        await(three);
        periodic.cancel();
        flush(worker);
        assertThat(begun.get(1) - firstEnd[0]).isGreaterThanOrEqualTo(period);
        assertThat(begun.get(2) - firstEnd[0]).isGreaterThanOrEqualTo(2 * period);
    }

    @Test
    void startPeriodically_withoutAPeriod_runsOneAfterTheOtherAndLetsOthersRun() {
        AtomicInteger runs = new AtomicInteger();
        TestTask periodic = new TestTask(worker, runs::incrementAndGet);
        assertThat(periodic.startPeriodically(0, 0, TimeUnit.SECONDS)).isTrue();
        flush(worker);
        flush(tasks);
        awaitUntil(() -> runs.get() > 1000);
        assertThat(periodic.cancel()).isTrue();
        awaitUntil(() -> tasks.inFlight() == 0);
    }

    @Test
    void startPeriodically_cancelledByItself_ends() {
        AtomicInteger runs = new AtomicInteger();
        TestTask[] self = new TestTask[1];
        self[0] = new TestTask(worker, () -> {
            if (runs.incrementAndGet() == 3) {
                self[0].cancel();
            }
        });
        assertThat(self[0].startPeriodically(0, 1, TimeUnit.MICROSECONDS)).isTrue();
        awaitUntil(() -> self[0].isDone() && tasks.inFlight() == 0);
        assertThat(runs).hasValue(3);
    }

    @Test
    void periodicTask_thatFails_goesOnOnlyIfItSaysSo() {
        AtomicInteger goesOn = new AtomicInteger();
        AtomicInteger ends = new AtomicInteger();
        TestTask first = new TestTask(worker, () -> fail(goesOn), true);
        TestTask second = new TestTask(worker, () -> fail(ends), false);
        first.startPeriodically(0, 1, TimeUnit.MICROSECONDS);
        second.startPeriodically(0, 1, TimeUnit.MICROSECONDS);
        awaitUntil(() -> goesOn.get() > 10 && second.isDone());
        first.cancel();
        flush(worker);
        assertThat(ends).hasValue(1);
        assertThat(second.failures).hasSize(1);
    }

    private static void fail(AtomicInteger runs) {
        runs.incrementAndGet();
        throw new IllegalStateException("on purpose");
    }
}
