package dev.spindle.benchmarks;

import dev.spindle.benchmarks.engine.Engines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A task that starts its successor and ends, Go's {@code CreateGoroutines}: with a new object for each, and with the same. */
public class SuccessorBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void newObject() throws InterruptedException {
        Workloads.successor(engine(), BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void sameObject() throws InterruptedException {
        Workloads.respawn(engine(), BATCH);
    }
}
