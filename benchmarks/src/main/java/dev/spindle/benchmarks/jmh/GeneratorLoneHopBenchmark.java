package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.GeneratorEngine;
import dev.spindle.benchmarks.workload.PublisherWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A publisher that is a loop, behind a change of scheduler that asks for one element at a time. */
public class GeneratorLoneHopBenchmark extends PublisherBenchmark {

    /** Peers take tens of microseconds for each. */
    private static final int HOPS = 20_000;

    @Param({
        Engines.SPINDLE_NATIVE,
        Engines.SPINDLE_PORTABLE,
        GeneratorEngine.FIBER_INTEROP,
        GeneratorEngine.REACTOR_GENERATE
    })
    public String engine = Engines.SPINDLE_NATIVE;

    /** Elements that the subscriber asks for at first. */
    @Param({"1"})
    public int batch;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(HOPS)
    @Row(
            value = "generate-publish-on-{batch}",
            group = Group.PUBLISHERS,
            operation = "an element of a generator behind Reactor's publishOn with so much prefetch",
            headline = true)
    public void publishOn() {
        PublisherWorkloads.publishOn(generators(), batch, HOPS);
    }

    @Benchmark
    @OperationsPerInvocation(HOPS)
    @Row(
            value = "generate-observe-on-{batch}",
            group = Group.PUBLISHERS,
            operation = "an element of a generator behind RxJava's observeOn with such a buffer")
    public void observeOn() throws InterruptedException {
        PublisherWorkloads.observeOn(generators(), batch, HOPS);
    }
}
