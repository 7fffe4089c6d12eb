package dev.spindle.benchmarks;

import dev.spindle.benchmarks.engine.Engines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A receive from whichever of two unbuffered channels is ready, each with its own producer. */
public class SelectBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void ofTwo() throws InterruptedException {
        Workloads.selectOfTwo(engine(), BATCH);
    }
}
