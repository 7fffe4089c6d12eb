package dev.spindle.benchmarks;

import dev.spindle.benchmarks.engine.Engines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Starting a task from inside the engine, until it has ended: a goroutine, and a plain task. */
public class SpawnBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void goroutine() throws InterruptedException {
        Workloads.spawn(engine(), BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void plainTask() throws InterruptedException {
        Workloads.spawnPlain(engine(), BATCH);
    }
}
