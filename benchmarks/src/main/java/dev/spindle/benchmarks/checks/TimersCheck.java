package dev.spindle.benchmarks.checks;

import dev.spindle.benchmarks.engine.TimerEngine;
import dev.spindle.benchmarks.workload.Countdown;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import picocli.CommandLine.Command;

/**
 * Timers beside 32,768 others that are an hour away: starting and stopping one, from outside and from within, and how late
 * timers fire. Engines: Spindle's runtimes, {@code stpe} (a ScheduledThreadPoolExecutor) and {@code fjp}.
 */
@Command(name = "timers", description = "Timers beside 32,768 others: start and stop, and lateness.")
public final class TimersCheck extends Check {

    private static final int OTHERS = 32_768;
    private static final int OPERATIONS = 1_000_000;
    private static final int REPETITIONS = 7;
    private static final int FIRING = 1_000;

    public static void main(String[] args) {
        run(new TimersCheck(), args);
    }

    @Override
    void measure(Report report) throws InterruptedException {
        try (TimerEngine timers = TimerEngine.open(engineName(), ps())) {
            measureStartStop(report, timers, "timers-start-stop", false);
            measureStartStop(report, timers, "timers-start-stop-inside", true);
            var others = new TimerEngine.Handle[OTHERS];
            for (int i = 0; i < OTHERS; i++) {
                others[i] = timers.schedule(() -> {}, TimeUnit.HOURS.toNanos(1) + i);
            }
            measureStartStop(report, timers, "timers-start-stop-32768", false);
            measureStartStop(report, timers, "timers-start-stop-inside-32768", true);
            lateness(timers);
            report.percentiles("timers-late-32768", "us", lateness(timers), null);
            for (TimerEngine.Handle other : others) {
                other.cancel();
            }
        }
    }

    private void measureStartStop(Report report, TimerEngine timers, String name, boolean inside)
            throws InterruptedException {
        int operations = samples(OPERATIONS);
        double[] times = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            var end = new Countdown(1);
            Runnable batch = () -> {
                startAndStop(timers, operations);
                end.countDown();
            };
            long start = System.nanoTime();
            if (inside) {
                timers.execute(batch);
            } else {
                batch.run();
            }
            end.await();
            times[i] = (double) (System.nanoTime() - start) / operations;
        }
        report.figure(name, "ns", median(times));
    }

    private static void startAndStop(TimerEngine timers, int operations) {
        Runnable nothing = () -> {};
        for (int i = 0; i < operations; i++) {
            timers.schedule(nothing, TimeUnit.HOURS.toNanos(1)).cancel();
        }
    }

    /** A thousand timers over one second, at random times. */
    private static ConcurrentHistogram lateness(TimerEngine timers) throws InterruptedException {
        var late = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
        var all = new Countdown(FIRING);
        for (int i = 0; i < FIRING; i++) {
            long delay = ThreadLocalRandom.current().nextLong(TimeUnit.SECONDS.toNanos(1));
            long due = System.nanoTime() + delay;
            timers.schedule(
                    () -> {
                        late.recordValue(Math.max(0, System.nanoTime() - due));
                        all.countDown();
                    },
                    delay);
        }
        all.await();
        return late;
    }
}
