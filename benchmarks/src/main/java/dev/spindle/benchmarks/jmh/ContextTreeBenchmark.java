package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.ContextWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Chains of contexts: Go's {@code CancelTree}. */
public class ContextTreeBenchmark extends EngineBenchmark {

    private static final int CHAINS = 10_000;

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE})
    public String engine = Engines.SPINDLE_NATIVE;

    @Param({"1", "10", "100", "1000"})
    public int depth;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(CHAINS)
    @Row(
            value = "context-tree-{depth}",
            group = Group.CONTEXT,
            operation = "a chain of contexts, each below the one before, is made, and its first one cancelled")
    public void chain() throws InterruptedException {
        ContextWorkloads.tree(engine(), depth, CHAINS);
    }
}
