package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.RxEngine;
import dev.spindle.benchmarks.workload.RxWorkloads;
import io.reactivex.rxjava3.core.Scheduler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A worker of a scheduler of RxJava, and pipelines that change over to one. */
public class RxPipelineBenchmark extends RxBenchmark {

    private static final int SOURCES = 50_000;

    @Param({
        Engines.SPINDLE_NATIVE,
        Engines.SPINDLE_PORTABLE,
        RxEngine.COMPUTATION,
        RxEngine.IO,
        RxEngine.FORK_JOIN,
        RxEngine.VIRTUAL
    })
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "rxjava-worker",
            group = Group.RXJAVA,
            operation = "a task is submitted to a worker of RxJava by a foreign thread and ends",
            headline = true)
    public void worker() throws InterruptedException {
        Scheduler.Worker worker = scheduler().createWorker();
        RxWorkloads.workersSchedule(new Scheduler.Worker[] {worker}, SWITCHES);
        worker.dispose();
    }

    @Benchmark
    @OperationsPerInvocation(SOURCES)
    @Row(
            value = "rxjava-flatmap",
            group = Group.RXJAVA,
            operation = "a source subscribed on the scheduler in RxJava's flatMap, 256 in flight",
            headline = true)
    public void flatMapSubscribeOn() throws InterruptedException {
        RxWorkloads.flatMapSubscribeOn(scheduler(), SOURCES);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "rxjava-observe-on",
            group = Group.RXJAVA,
            operation = "an element of a range of RxJava that changes over to the scheduler")
    public void observeOn() throws InterruptedException {
        RxWorkloads.observeOn(scheduler(), BATCH);
    }
}
