package dev.spindle.benchmarks;

import dev.spindle.benchmarks.engine.Engines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** An element from one producer to one consumer, over an unbuffered and over a buffered channel. */
public class ProdConsBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    @Param({"0", "128"})
    public int capacity;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void element() throws InterruptedException {
        Workloads.prodCons(engine(), capacity, BATCH);
    }
}
