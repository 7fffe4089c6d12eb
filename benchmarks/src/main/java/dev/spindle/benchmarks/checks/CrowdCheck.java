package dev.spindle.benchmarks.checks;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.workload.Countdown;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/**
 * How the cost of a goroutine grows with their number: crowds of a thousand to a million that all park before the first is
 * woken, and crowds that all sleep for about the same time. A sleeper's cost is processor time, as its real time is mostly
 * the sleep. Medians of several rounds, after some that warm up.
 */
@Command(name = "crowd", description = "A thousand to a million goroutines at once: ns to park, to wake, to sleep.")
public final class CrowdCheck extends Check {

    private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000};
    private static final int LARGEST_QUICK = 100_000;
    private static final int ROUNDS = 5;
    private static final int WARM_UP_ROUNDS = 20;
    private static final int WARM_UP_SIZE = 20_000;
    private static final int SHORTEST_SLEEP_MILLIS = 200;
    private static final int LONGEST_SLEEP_MILLIS = 400;

    public static void main(String[] args) {
        run(new CrowdCheck(), args);
    }

    @Override
    void measure(Report report) throws InterruptedException {
        try (Engine engine = open()) {
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                new Crowd(engine, WARM_UP_SIZE).cycle();
            }
            for (int size : SIZES) {
                if (size <= LARGEST_QUICK || !quick()) {
                    parkAndWake(report, engine, size);
                }
            }
            for (int size : SIZES) {
                if (size <= LARGEST_QUICK || !quick()) {
                    sleep(report, engine, size);
                }
            }
        }
    }

    private static void parkAndWake(Report report, Engine engine, int size) throws InterruptedException {
        double[] parks = new double[ROUNDS];
        double[] wakes = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            var crowd = new Crowd(engine, size);
            parks[i] = crowd.park();
            wakes[i] = crowd.wake();
        }
        report.figure("crowd-park-" + size, "ns", median(parks));
        report.figure("crowd-wake-" + size, "ns", median(wakes));
    }

    private static void sleep(Report report, Engine engine, int size) throws InterruptedException {
        double[] costs = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long cpu = ProcessCpu.nanosOfOthers();
            var all = new Countdown(size);
            engine.spawn(() -> {
                for (int k = 0; k < size; k++) {
                    engine.spawn(() -> {
                        nap();
                        all.countDown();
                    });
                }
            });
            all.await();
            costs[i] = (double) (ProcessCpu.nanosOfOthers() - cpu) / size;
        }
        report.figure("crowd-sleep-cpu-" + size, "ns", median(costs));
    }

    private static void nap() {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    ThreadLocalRandom.current().nextInt(SHORTEST_SLEEP_MILLIS, LONGEST_SLEEP_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the engine closes
        }
    }
}
