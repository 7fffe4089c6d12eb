package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.engine.GeneratorEngine;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A benchmark of publishers. */
public abstract class PublisherBenchmark extends SideBySide {

    private @Nullable GeneratorEngine generators;

    @Setup
    public void open() {
        generators = GeneratorEngine.open(engineName(), ps);
    }

    @TearDown
    public void close() {
        if (generators != null) {
            generators.close();
        }
    }

    final GeneratorEngine generators() {
        if (generators == null) {
            throw new IllegalStateException("The engine is not open");
        }
        return generators;
    }
}
