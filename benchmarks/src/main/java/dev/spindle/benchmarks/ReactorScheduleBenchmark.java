package dev.spindle.benchmarks;

import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.ReactorEngine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Submitting to a scheduler of Reactor from outside, until the task has run. */
public class ReactorScheduleBenchmark extends ReactorBenchmark {

    @Param({
        Engines.SPINDLE_NATIVE,
        Engines.SPINDLE_PORTABLE,
        ReactorEngine.PARALLEL,
        ReactorEngine.ELASTIC,
        ReactorEngine.ELASTIC_VIRTUAL,
        ReactorEngine.FORK_JOIN,
        ReactorEngine.VIRTUAL
    })
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void direct() throws InterruptedException {
        ReactorWorkloads.schedule(scheduler(), BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void worker() throws InterruptedException {
        ReactorWorkloads.workerSchedule(scheduler(), BATCH);
    }
}
