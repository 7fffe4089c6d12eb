package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.ChannelWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** An element from any of several producers to any of as many consumers. */
public class ProdConsManyBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    @Param({"0", "128"})
    public int capacity;

    @Param({"2", "4", "8", "16", "32", "64"})
    public int pairs;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "prod-cons-{capacity}-{pairs}x{pairs}",
            group = Group.CHANNELS,
            operation = "an element from one of many producers to one of as many consumers")
    public void element() throws InterruptedException {
        ChannelWorkloads.prodCons(engine(), capacity, pairs, BATCH);
    }
}
