package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.ChannelWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** An element from one producer to one consumer. */
public class ProdConsBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    @Param({"0", "1", "10", "100", "128"})
    public int capacity;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "prod-cons-{capacity}",
            group = Group.CHANNELS,
            operation = "an element from one producer to one consumer",
            headline = true)
    public void element() throws InterruptedException {
        ChannelWorkloads.prodCons(engine(), capacity, 1, BATCH);
    }
}
