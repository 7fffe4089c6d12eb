package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.ReactorEngine;
import dev.spindle.benchmarks.workload.ReactorWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import reactor.core.scheduler.Scheduler;

/** From one worker to ten thousand that share one scheduler of Reactor. */
public class ReactorWorkersBenchmark extends ReactorBenchmark {

    @Param({
        Engines.SPINDLE_NATIVE,
        Engines.SPINDLE_PORTABLE,
        ReactorEngine.PARALLEL,
        ReactorEngine.FORK_JOIN,
        ReactorEngine.VIRTUAL
    })
    public String engine = Engines.SPINDLE_NATIVE;

    @Param({"1", "10", "100", "1000", "10000"})
    public int workers;

    private Scheduler.Worker[] made = {};

    @Override
    String engineName() {
        return engine;
    }

    @Setup
    public void makeWorkers() {
        made = new Scheduler.Worker[workers];
        for (int i = 0; i < workers; i++) {
            made[i] = scheduler().createWorker();
        }
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "reactor-workers-{workers}",
            group = Group.REACTOR,
            operation = "a task is submitted to one of many workers in turn by a foreign thread, and ends")
    public void inTurn() throws InterruptedException {
        ReactorWorkloads.workersSchedule(made, SWITCHES);
    }
}
