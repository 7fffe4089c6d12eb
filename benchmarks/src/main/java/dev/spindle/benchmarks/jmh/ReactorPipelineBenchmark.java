package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.ReactorEngine;
import dev.spindle.benchmarks.workload.ReactorWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Pipelines of Reactor that change over to a scheduler. */
public class ReactorPipelineBenchmark extends ReactorBenchmark {

    private static final int SOURCES = 50_000;

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
    @OperationsPerInvocation(SOURCES)
    @Row(
            value = "reactor-flatmap",
            group = Group.REACTOR,
            operation = "a source subscribed on the scheduler in flatMap, 256 in flight",
            headline = true)
    public void flatMapSubscribeOn() {
        ReactorWorkloads.flatMapSubscribeOn(scheduler(), SOURCES);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "reactor-publish-on",
            group = Group.REACTOR,
            operation = "an element of a range that changes over to the scheduler")
    public void publishOn() {
        ReactorWorkloads.publishOn(scheduler(), BATCH);
    }
}
