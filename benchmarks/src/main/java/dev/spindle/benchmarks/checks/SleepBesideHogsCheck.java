package dev.spindle.benchmarks.checks;

import dev.spindle.Go;
import dev.spindle.GoBody;
import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Task;
import dev.spindle.benchmarks.engine.TimerEngine;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;

/**
 * How late a goroutine wakes from sleeps of 10 ms while others compute on every P, each for a second before the next takes
 * its place. On a pool, whose tasks may not block, a task that is due in 10 ms stands for the rest of the sleeper.
 */
@Command(
        name = "sleep-beside-hogs",
        description = "Lateness of a sleeper (by Thread.sleep, unless named) beside a CPU hog on every P.")
public final class SleepBesideHogsCheck extends Check {

    private static final Duration NAP = Duration.ofMillis(10);
    private static final long HOG_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long QUICK_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final double LIMIT_MILLIS = 20;

    private volatile boolean stopped;

    public static void main(String[] args) {
        run(new SleepBesideHogsCheck(), args);
    }

    @Override
    void measure(Report report) throws InterruptedException {
        if (isPool()) {
            try (TimerEngine timers = TimerEngine.open(engineName(), ps())) {
                measure(report, timers::execute, lateness -> delay(timers, lateness));
            }
            return;
        }
        measure(report, () -> Thread.sleep(NAP));
        if (isSpindle()) {
            report.variant("Go.sleep");
            measure(report, () -> Go.sleep(NAP));
        }
    }

    private void measure(Report report, GoBody sleep) throws InterruptedException {
        try (Engine engine = open()) {
            measure(report, engine::spawn, lateness -> engine.spawn(Task.of(() -> sleepOften(sleep, lateness))));
        }
    }

    private void measure(Report report, Consumer<Task> engine, Consumer<Lateness> sleeper) throws InterruptedException {
        stopped = false;
        var ended = new Semaphore(ps());
        replaceHogs(engine, ended);
        var lateness = new Lateness(samples(500), quick() ? QUICK_PATIENCE_NANOS : PATIENCE_NANOS);
        sleeper.accept(lateness);
        while (!lateness.end.await(1, TimeUnit.MILLISECONDS)) {
            replaceHogs(engine, ended);
        }
        stopped = true;
        ended.acquire(ps());
        report.percentiles("sleep-beside-hogs", "ms", lateness.histogram, isSpindle() ? LIMIT_MILLIS : null);
    }

    /** Starts a hog for each that has ended: from outside, so that the next one queues behind a sleeper that is due. */
    private void replaceHogs(Consumer<Task> engine, Semaphore ended) {
        while (ended.tryAcquire()) {
            engine.accept(() -> {
                compute();
                ended.release();
            });
        }
    }

    private void compute() {
        long start = System.nanoTime();
        while (!stopped && System.nanoTime() - start < HOG_NANOS) {
            Thread.onSpinWait();
        }
    }

    private static void sleepOften(GoBody sleep, Lateness lateness) throws Exception {
        try {
            boolean more = true;
            while (more) {
                long start = System.nanoTime();
                sleep.run();
                more = lateness.record(start);
            }
        } finally {
            lateness.end.countDown();
        }
    }

    /** What stands for a sleep where no task may block: the rest of it is a task of its own. */
    private static void delay(TimerEngine timers, Lateness lateness) {
        long start = System.nanoTime();
        timers.schedule(
                () -> {
                    if (lateness.record(start)) {
                        delay(timers, lateness);
                    } else {
                        lateness.end.countDown();
                    }
                },
                NAP.toNanos());
    }

    /** How late the sleeper was, each time. */
    private static final class Lateness {

        final Histogram histogram = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
        final CountDownLatch end = new CountDownLatch(1);
        private final int samples;
        private final long patience;
        private final long begin = System.nanoTime();

        Lateness(int samples, long patience) {
            this.samples = samples;
            this.patience = patience;
        }

        /** Counts a sleep that has begun then and ends now; false if it was the last. */
        boolean record(long start) {
            long now = System.nanoTime();
            histogram.recordValue(Math.max(0, now - start - NAP.toNanos()));
            return histogram.getTotalCount() < samples && now - begin < patience;
        }
    }
}
