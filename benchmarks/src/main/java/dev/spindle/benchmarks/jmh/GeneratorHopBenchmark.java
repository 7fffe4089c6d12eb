package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.GeneratorEngine;
import dev.spindle.benchmarks.workload.PublisherWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A publisher that is a loop, behind a change of scheduler. */
public class GeneratorHopBenchmark extends PublisherBenchmark {

    @Param({
        Engines.SPINDLE_NATIVE,
        Engines.SPINDLE_PORTABLE,
        GeneratorEngine.FIBER_INTEROP,
        GeneratorEngine.REACTOR_GENERATE
    })
    public String engine = Engines.SPINDLE_NATIVE;

    /** Elements that the subscriber asks for at first. */
    @Param({"16", "256"})
    public int batch;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "generate-publish-on-{batch}",
            group = Group.PUBLISHERS,
            operation = "an element of a generator behind Reactor's publishOn with so much prefetch",
            headline = true)
    public void publishOn() {
        PublisherWorkloads.publishOn(generators(), batch, SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "generate-observe-on-{batch}",
            group = Group.PUBLISHERS,
            operation = "an element of a generator behind RxJava's observeOn with such a buffer")
    public void observeOn() throws InterruptedException {
        PublisherWorkloads.observeOn(generators(), batch, SWITCHES);
    }
}
