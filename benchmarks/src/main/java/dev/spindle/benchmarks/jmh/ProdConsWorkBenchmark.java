package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.ChannelWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** An element between as many producers and consumers as there are Ps. */
public class ProdConsWorkBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    @Param({"0", "10", "100"})
    public int capacity;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "prod-cons-procs-{capacity}",
            group = Group.CHANNELS,
            operation = "an element, with a producer and a consumer for each P")
    public void bare() throws InterruptedException {
        ChannelWorkloads.prodCons(engine(), capacity, ps, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "prod-cons-work-{capacity}",
            group = Group.CHANNELS,
            operation = "an element, with a producer and a consumer for each P that compute about 100 ns for it",
            ps = {1, 2, 4, 8})
    public void work() throws InterruptedException {
        ChannelWorkloads.prodConsWork(engine(), capacity, ps, BATCH);
    }
}
