package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.SpawnWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A plain task submitted from outside, until it has run. */
public class SubmitBenchmark extends EngineBenchmark {

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
    @Row(
            value = "submit",
            group = Group.SCHEDULER,
            operation = "a plain task is submitted by a foreign thread and ends")
    public void execute() throws InterruptedException {
        SpawnWorkloads.submit(engine(), BATCH);
    }
}
