package dev.spindle.benchmarks.checks;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A million goroutines parked at once in a heap of 2 GB, then all resumed: bytes of heap for each, and the time for each to
 * be started and parked, and to be woken and end.
 *
 * <p>The first cycle is cold. Its wakes are dear for a reason of their own: the code behind the park had never run when
 * the compiler compiled what stands before it, so each goroutine is deoptimised as it wakes; and frames of the interpreter are larger. The
 * limit is for the warm ones: the median of five.
 */
@Command(name = "parked-memory", description = "A million goroutines parked at once: bytes and ns each.")
public final class ParkedMemoryCheck extends Check {

    private static final double LIMIT_BYTES = 650;
    private static final int QUICK_PART = 10;
    private static final int WARM_UPS = 4;
    private static final int WARM_CYCLES = 5;

    @Option(names = "--n", description = "goroutines (default: ${DEFAULT-VALUE})")
    private int n = 1_000_000;

    public static void main(String[] args) {
        run(new ParkedMemoryCheck(), args);
    }

    @Override
    void measure(Report report) throws InterruptedException {
        Double limit = engineName().equals(Engines.SPINDLE_NATIVE) ? LIMIT_BYTES : null;
        int count = quick() ? n / QUICK_PART : n;
        try (Engine engine = open()) {
            new Crowd(engine, 10).cycle();
            Cycle cold = cycle(engine, count);
            report.figure("parked-memory-cold", "B", cold.bytes());
            report.figure("parked-memory-park-cold", "ns", cold.park());
            report.figure("parked-memory-wake-cold", "ns", cold.wake());
            for (int i = 0; i < WARM_UPS; i++) {
                new Crowd(engine, count / 2).cycle();
            }
            List<Cycle> warm = new ArrayList<>();
            for (int i = 0; i < WARM_CYCLES; i++) {
                warm.add(cycle(engine, count));
            }
            report.figure("parked-memory", "B", median(warm, Cycle::bytes), limit);
            report.figure("parked-memory-park-warm", "ns", median(warm, Cycle::park));
            report.figure("parked-memory-wake-warm", "ns", median(warm, Cycle::wake));
        }
    }

    /** What one goroutine of a crowd takes: bytes of heap while parked, ns to start and park, ns to wake and end. */
    private record Cycle(double bytes, double park, double wake) {}

    private static Cycle cycle(Engine engine, int count) throws InterruptedException {
        var crowd = new Crowd(engine, count);
        long before = usedHeap();
        double park = crowd.park();
        long after = usedHeap();
        return new Cycle((double) (after - before) / count, park, crowd.wake());
    }

    private static double median(List<Cycle> cycles, ToDoubleFunction<Cycle> of) {
        return median(cycles.stream().mapToDouble(of).toArray());
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
