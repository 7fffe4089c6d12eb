package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.ReactorEngine;
import dev.spindle.benchmarks.workload.ReactorWorkloads;
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
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "reactor-schedule",
            group = Group.REACTOR,
            operation = "a task is submitted to the scheduler by a foreign thread and ends",
            headline = true,
            ps = {1, 2, 4, 8})
    public void direct() throws InterruptedException {
        ReactorWorkloads.schedule(scheduler(), SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "reactor-worker",
            group = Group.REACTOR,
            operation = "a task is submitted to a worker by a foreign thread and ends",
            headline = true)
    public void worker() throws InterruptedException {
        ReactorWorkloads.workerSchedule(scheduler(), SWITCHES);
    }
}
