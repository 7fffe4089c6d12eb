package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.await;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spindle.GoRuntime;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** Delays, periods and clocks. */
class GoSchedulerTimeTest {

    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final GoRuntime runtime = GoRuntime.builder()
            .name("time")
            .parallelism(2)
            .uncaughtHandler((thread, failure) -> uncaught.add(failure))
            .build();
    private final Scheduler scheduler = GoSchedulers.from(runtime);

    @AfterEach
    void close() {
        scheduler.dispose();
        runtime.close();
    }

    @Test
    void now_byUnit_hasReactorsClocks() {
        assertThat(scheduler.now(TimeUnit.MILLISECONDS)).isCloseTo(System.currentTimeMillis(), within(10_000L));
        assertThat(scheduler.now(TimeUnit.SECONDS)).isCloseTo(System.currentTimeMillis() / 1000, within(10L));
        assertThat(scheduler.now(TimeUnit.NANOSECONDS)).isCloseTo(System.nanoTime(), within(10_000_000_000L));
        long before = scheduler.now(TimeUnit.NANOSECONDS);
        assertThat(scheduler.now(TimeUnit.NANOSECONDS)).isGreaterThanOrEqualTo(before);
    }

    @Test
    void schedule_withADelay_isNeverEarly() {
        for (int i = 0; i < 50; i++) {
            long start = System.nanoTime();
            AtomicLong ranAt = new AtomicLong();
            CountDownLatch ran = new CountDownLatch(1);
            Runnable task = () -> {
                ranAt.set(System.nanoTime());
                ran.countDown();
            };
            if (i % 2 == 0) {
                scheduler.schedule(task, i * 37L, TimeUnit.MICROSECONDS);
            } else {
                scheduler.createWorker().schedule(task, i * 37L, TimeUnit.MICROSECONDS);
            }
            await(ran);
            assertThat(ranAt.get() - start).isGreaterThanOrEqualTo(i * 37_000L);
        }
    }

    @Test
    void workerSchedule_withTheSameDelayFromOneThread_runsInOrder() {
        for (long micros : new long[] {200, 1_000, 5_000}) {
            Scheduler.Worker worker = scheduler.createWorker();
            List<Integer> seen = new ArrayList<>();
            CountDownLatch all = new CountDownLatch(500);
            for (int i = 0; i < 500; i++) {
                int n = i;
                worker.schedule(
                        () -> {
                            seen.add(n);
                            all.countDown();
                        },
                        micros,
                        TimeUnit.MICROSECONDS);
            }
            await(all);
            assertThat(seen).hasSize(500).isSorted();
        }
    }

    /** How long five runs take after one that was late by five periods. */
    private long catchUpNanos(Function<Runnable, Disposable> starter, long period) {
        CountDownLatch caughtUp = new CountDownLatch(6);
        AtomicLong released = new AtomicLong();
        long start = System.nanoTime();
        Disposable periodic = starter.apply(() -> {
            if (caughtUp.getCount() == 6) {
                awaitUntil(() -> System.nanoTime() - start > 5 * period);
                released.set(System.nanoTime());
            }
            caughtUp.countDown();
        });
        await(caughtUp);
        periodic.dispose();
        return System.nanoTime() - released.get();
    }

    /** With a fixed delay five more runs take five periods, however often it is tried. */
    @Test
    void schedulePeriodically_afterALateRun_catchesUp() {
        long period = TimeUnit.MILLISECONDS.toNanos(10);
        awaitUntil(() ->
                catchUpNanos(task -> scheduler.schedulePeriodically(task, 0, period, TimeUnit.NANOSECONDS), period)
                        < 4 * period);
        awaitUntil(() -> catchUpNanos(
                        task -> scheduler.createWorker().schedulePeriodically(task, 0, period, TimeUnit.NANOSECONDS),
                        period)
                < 4 * period);
    }

    @Test
    void schedulePeriodically_inAWorker_goesOnAfterAFailureAndLetsOthersIn() {
        Scheduler.Worker worker = scheduler.createWorker();
        CountDownLatch ran = new CountDownLatch(5);
        Disposable task = worker.schedulePeriodically(
                () -> {
                    ran.countDown();
                    throw new IllegalStateException("on purpose");
                },
                0,
                0,
                TimeUnit.MILLISECONDS);
        await(ran);
        CountDownLatch other = new CountDownLatch(1);
        worker.schedule(other::countDown);
        await(other);
        assertThat(task.isDisposed()).isFalse();
        task.dispose();
        assertThat(task.isDisposed()).isTrue();
        assertThat(uncaught).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void dispose_ofAPeriodicTask_endsItsRunsForGood() {
        AtomicInteger runs = new AtomicInteger();
        Scheduler.Worker worker = scheduler.createWorker();
        Disposable task = worker.schedulePeriodically(runs::incrementAndGet, 0, 100, TimeUnit.MICROSECONDS);
        awaitUntil(() -> runs.get() > 2);
        task.dispose();
        CountDownLatch flushed = new CountDownLatch(1);
        worker.schedule(flushed::countDown);
        await(flushed);
        int last = runs.get();
        awaitUntil(() -> runtime.stats().timers() == 0);
        CountDownLatch later = new CountDownLatch(1);
        worker.schedule(later::countDown, 5, TimeUnit.MILLISECONDS);
        await(later);
        assertThat(runs).hasValue(last);
    }

    @Test
    void dispose_ofAHundredThousandTimers_givesTheirMemoryBack() {
        int n = 100_000;
        int bytes = 1024;
        Scheduler.Worker worker = scheduler.createWorker();
        List<WeakReference<byte[]>> payloads = new ArrayList<>(n);
        List<Disposable> handles = new ArrayList<>(n); // which keep nothing but themselves
        long before = usedMemory();
        for (int i = 0; i < n; i++) {
            byte[] payload = new byte[bytes];
            payloads.add(new WeakReference<>(payload));
            Runnable task = () -> payload[0]++;
            handles.add(
                    i % 2 == 0 ? scheduler.schedule(task, 1, TimeUnit.DAYS) : worker.schedule(task, 1, TimeUnit.DAYS));
        }
        assertThat(usedMemory() - before).isGreaterThan((long) n * bytes);
        assertThat(runtime.stats().timers()).isEqualTo(n);
        handles.forEach(Disposable::dispose);
        assertThat(handles).allMatch(Disposable::isDisposed);
        awaitUntil(() -> {
            System.gc();
            return payloads.stream().allMatch(payload -> payload.get() == null);
        });
        assertThat(usedMemory() - before).isLessThan((long) n * bytes / 2);
        awaitUntil(() -> runtime.stats().timers() == 0);
        handles.clear();
    }

    private static long usedMemory() {
        System.gc();
        Runtime jvm = Runtime.getRuntime();
        return jvm.totalMemory() - jvm.freeMemory();
    }
}
