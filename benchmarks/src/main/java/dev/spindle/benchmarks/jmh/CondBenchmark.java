package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.SyncTools;
import dev.spindle.benchmarks.workload.SyncWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Goroutines that wait for the last one of them, on a condition: Go's {@code BenchmarkCond}. */
public class CondBenchmark extends EngineBenchmark {

    private static final int ROUNDS = 2_000;

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL})
    public String engine = Engines.SPINDLE_NATIVE;

    @Param({"1", "8", "32"})
    public int waiters;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    @Row(
            value = "cond-{waiters}",
            group = Group.SYNC,
            operation = "so many goroutines wait on a condition for one more, who wakes them all")
    public void round() throws InterruptedException {
        SyncWorkloads.rounds(engine(), SyncTools.of(engine).signal(), waiters, ROUNDS);
    }
}
