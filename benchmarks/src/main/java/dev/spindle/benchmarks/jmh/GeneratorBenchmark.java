package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.GeneratorEngine;
import dev.spindle.benchmarks.workload.PublisherWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A publisher that is a loop, with a subscriber on its own thread. */
public class GeneratorBenchmark extends PublisherBenchmark {

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

    @Override
    String engineName() {
        return engine;
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
}
