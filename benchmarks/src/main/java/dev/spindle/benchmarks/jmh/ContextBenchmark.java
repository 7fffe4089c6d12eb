package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.ContextWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Contexts. */
public class ContextBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "context-timeout",
            group = Group.CONTEXT,
            operation = "a context with a deadline is made below another one, and cancelled")
    public void timeout() throws InterruptedException {
        ContextWorkloads.timeout(engine(), ps, SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "context-common-parent",
            group = Group.CONTEXT,
            operation = "a context is made below one that all share, asked for a value from above, and cancelled")
    public void commonParent() throws InterruptedException {
        ContextWorkloads.commonParent(engine(), ps, SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "context-check", group = Group.CONTEXT, operation = "a context is asked whether it has ended")
    public void check() throws InterruptedException {
        ContextWorkloads.check(engine(), ps, BATCH);
    }
}
