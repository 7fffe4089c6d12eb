package dev.spindle.benchmarks.checks;

import dev.spindle.Go;
import dev.spindle.GoBody;
import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Task;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;

/**
 * How late a goroutine wakes from sleeps of 10 ms while others compute on every P, each for a second before the next takes
 * its place.
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
        measure(report, () -> Thread.sleep(NAP));
        if (isSpindle()) {
            report.variant("Go.sleep");
            measure(report, () -> Go.sleep(NAP));
        }
    }

    private void measure(Report report, GoBody sleep) throws InterruptedException {
        stopped = false;
        var lateness = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
        var end = new CountDownLatch(1);
        try (Engine engine = open()) {
            var ended = new Semaphore(ps());
            replaceHogs(engine, ended);
            engine.spawn(Task.of(() -> {
                try {
                    sleepOften(sleep, lateness);
                } finally {
                    end.countDown();
                }
            }));
            while (!end.await(1, TimeUnit.MILLISECONDS)) {
                replaceHogs(engine, ended);
            }
            stopped = true;
            ended.acquire(ps());
        }
        report.percentiles("sleep-beside-hogs", "ms", lateness, isSpindle() ? LIMIT_MILLIS : null);
    }

    /** Starts a hog for each that has ended: from outside, so that the next one queues behind a sleeper that is due. */
    private void replaceHogs(Engine engine, Semaphore ended) {
        while (ended.tryAcquire()) {
            engine.spawn(() -> {
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

    private void sleepOften(GoBody sleep, Histogram lateness) throws Exception {
        int samples = samples(500);
        long patience = quick() ? QUICK_PATIENCE_NANOS : PATIENCE_NANOS;
        long begin = System.nanoTime();
        for (int i = 0; i < samples && System.nanoTime() - begin < patience; i++) {
            long start = System.nanoTime();
            sleep.run();
            lateness.recordValue(Math.max(0, System.nanoTime() - start - NAP.toNanos()));
        }
    }
}
