package dev.spindle.benchmarks;

import dev.spindle.benchmarks.engine.Engines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A plain task submitted from outside, until it has run. */
public class SchedulerSubmitBenchmark extends EngineBenchmark {

    @Param({
        Engines.SPINDLE_NATIVE,
        Engines.SPINDLE_PORTABLE,
        Engines.JDK_VIRTUAL,
        Engines.FORK_JOIN,
        Engines.REACTOR_PARALLEL
    })
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void execute() throws InterruptedException {
        Workloads.submit(engine(), BATCH);
    }
}
