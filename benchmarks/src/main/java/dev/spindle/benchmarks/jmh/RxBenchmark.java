package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.engine.RxEngine;
import io.reactivex.rxjava3.core.Scheduler;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A benchmark of schedulers of RxJava. */
public abstract class RxBenchmark extends SideBySide {

    private @Nullable RxEngine engine;

    @Setup
    public void open() {
        engine = RxEngine.open(engineName(), ps);
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
