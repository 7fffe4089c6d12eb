package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.SpawnWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Goroutines that need a deep stack: Go's {@code StackGrowth}. */
public class StackBenchmark extends EngineBenchmark {

    private static final int GOROUTINES = 1_000;

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL})
    public String engine = Engines.SPINDLE_NATIVE;

    @Param({"10", "1000"})
    public int depth;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(GOROUTINES)
    @Row(
            value = "stack-growth-{depth}",
            group = Group.SCHEDULER,
            operation =
                    "a goroutine is started that recurses so deep, and waited for (frames: Go's a kilobyte, Java's what"
                            + " the compiler makes of them)")
    public void recurse() throws InterruptedException {
        SpawnWorkloads.recurse(engine(), ps, depth, GOROUTINES);
    }
}
