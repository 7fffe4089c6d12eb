package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.RxEngine;
import dev.spindle.benchmarks.workload.RxWorkloads;
import io.reactivex.rxjava3.core.Scheduler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** From one worker to ten thousand that share one scheduler of RxJava. {@code io} has a thread for each, and is left out. */
public class RxWorkersBenchmark extends RxBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, RxEngine.COMPUTATION, RxEngine.FORK_JOIN, RxEngine.VIRTUAL
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
            value = "rxjava-workers-{workers}",
            group = Group.RXJAVA,
            operation = "a task is submitted to one of many workers of RxJava in turn by a foreign thread, and ends")
    public void inTurn() throws InterruptedException {
        RxWorkloads.workersSchedule(made, SWITCHES);
    }
}
