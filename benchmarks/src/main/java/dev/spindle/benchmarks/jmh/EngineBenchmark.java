package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Engines;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A benchmark of tasks and channels. */
public abstract class EngineBenchmark extends SideBySide {

    private @Nullable Engine engine;

    @Setup
    public void open() {
        engine = Engines.open(engineName(), ps);
        prepare(engine);
    }

    /** What the engine has to do beside the workload. */
    void prepare(Engine opened) {}

    @TearDown
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }

    final Engine engine() {
        if (engine == null) {
            throw new IllegalStateException("The engine is not open");
        }
        return engine;
    }
}
