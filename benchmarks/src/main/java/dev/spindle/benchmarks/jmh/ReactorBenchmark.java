package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.engine.ReactorEngine;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.scheduler.Scheduler;

/** A benchmark of schedulers of Reactor. */
public abstract class ReactorBenchmark extends SideBySide {

    private @Nullable ReactorEngine engine;

    @Setup
    public void open() {
        engine = ReactorEngine.open(engineName(), ps);
    }

    @TearDown
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }

    final Scheduler scheduler() {
        if (engine == null) {
            throw new IllegalStateException("The scheduler is not open");
        }
        return engine.scheduler();
    }
}
