package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.GeneratorEngine;
import dev.spindle.benchmarks.workload.PublisherWorkloads;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A publisher that is a loop: with a subscriber on its own thread, and with one behind a change of scheduler. */
public class GeneratorBenchmark extends SideBySide {

    @Param({
        Engines.SPINDLE_NATIVE,
        Engines.SPINDLE_PORTABLE,
        GeneratorEngine.FIBER_INTEROP,
        GeneratorEngine.REACTOR_GENERATE
    })
    public String engine = Engines.SPINDLE_NATIVE;

    /** Elements that the subscriber asks for at first. */
    @Param({"1", "16", "256"})
    public int batch;

    private @Nullable GeneratorEngine generators;

    @Override
    String engineName() {
        return engine;
    }

    @Setup
    public void open() {
        generators = GeneratorEngine.open(engine, ps);
    }

    @TearDown
    public void close() {
        if (generators != null) {
            generators.close();
        }
    }

    private GeneratorEngine generators() {
        if (generators == null) {
            throw new IllegalStateException("The engine is not open");
        }
        return generators;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "generate-{batch}",
            group = Group.PUBLISHERS,
            operation = "an element of a generator to a subscriber on its thread that asks for so many",
            headline = true)
    public void sameThread() throws InterruptedException {
        PublisherWorkloads.sameThread(generators(), batch, BATCH);
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
