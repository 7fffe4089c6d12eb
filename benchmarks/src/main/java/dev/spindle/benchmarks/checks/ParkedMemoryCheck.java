package dev.spindle.benchmarks.checks;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Engines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A million goroutines parked at once in a heap of 2 GB, then all resumed: bytes of heap for each, and the time for each to
 * be started and parked, and to be woken and end.
 *
 * <p>The first cycle is cold. Its wakes are dear for a reason of their own: the code behind the park had never run when
 * the compiler compiled what stands before it, so each goroutine is deoptimised as it wakes. The later cycles are warm.
 */
@Command(name = "parked-memory", description = "A million goroutines parked at once: bytes and ns each.")
public final class ParkedMemoryCheck extends Check {

    private static final double LIMIT_BYTES = 650;
    private static final int WARM_CYCLES = 5;

    @Option(names = "--n", description = "goroutines (default: ${DEFAULT-VALUE})")
    private int n = 1_000_000;

    public static void main(String[] args) {
        run(new ParkedMemoryCheck(), args);
    }

    @Override
    void measure(Report report) throws InterruptedException {
        Double limit = engineName().equals(Engines.SPINDLE_NATIVE) ? LIMIT_BYTES : null;
        int count = samples(n);
        try (Engine engine = open()) {
            new Crowd(engine, 10).cycle();
            var cold = new Crowd(engine, count);
            long before = usedHeap();
            double park = cold.park();
            long after = usedHeap();
            report.figure("parked-memory", "B", (double) (after - before) / count, limit);
            report.figure("parked-memory-park-cold", "ns", park);
            report.figure("parked-memory-wake-cold", "ns", cold.wake());
            double[] parks = new double[WARM_CYCLES];
            double[] wakes = new double[WARM_CYCLES];
            for (int i = 0; i < WARM_CYCLES; i++) {
                var warm = new Crowd(engine, count);
                parks[i] = warm.park();
                Thread.sleep(200);
                wakes[i] = warm.wake();
            }
            report.figure("parked-memory-park-warm", "ns", median(parks));
            report.figure("parked-memory-wake-warm", "ns", median(wakes));
            var again = new Crowd(engine, count);
            before = usedHeap();
            again.park();
            after = usedHeap();
            report.figure("parked-memory-again", "B", (double) (after - before) / count, limit);
            again.wake();
        }
    }

    private static long usedHeap() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 2; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
