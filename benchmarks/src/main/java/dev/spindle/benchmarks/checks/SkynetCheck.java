package dev.spindle.benchmarks.checks;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.workload.TreeWorkloads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Time of a skynet tree with a million leaves: the first one of a process, and the median of later ones. */
@Command(name = "skynet", description = "Time of a skynet tree with a million leaves.")
public final class SkynetCheck extends Check {

    private static final int WARM_UP = 5;

    @Option(names = "--leaves", description = "a power of ten (default: ${DEFAULT-VALUE})")
    private int leaves = 1_000_000;

    public static void main(String[] args) {
        run(new SkynetCheck(), args);
    }

    @Override
    void measure(Report report) throws InterruptedException {
        try (Engine engine = open()) {
            report.figure("skynet-cold", "ms", millis(engine));
            int runs = samples(20);
            for (int i = 0; i < Math.min(runs, WARM_UP); i++) {
                millis(engine);
            }
            double[] times = new double[runs];
            for (int i = 0; i < runs; i++) {
                times[i] = millis(engine);
            }
            report.figure("skynet", "ms", median(times));
        }
    }

    private double millis(Engine engine) throws InterruptedException {
        long start = System.nanoTime();
        TreeWorkloads.skynet(engine, leaves);
        return (System.nanoTime() - start) / 1e6;
    }
}
