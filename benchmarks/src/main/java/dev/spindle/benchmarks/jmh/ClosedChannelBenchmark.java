package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.ChannelWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Receiving from a channel that was closed. */
public class ClosedChannelBenchmark extends EngineBenchmark {

    private static final int DRAINED = 100_000;

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "chan-closed", group = Group.CHANNELS, operation = "a receive on a closed channel")
    public void closed() throws InterruptedException {
        ChannelWorkloads.closed(engine(), ps, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(DRAINED)
    @Row(
            value = "chan-drain",
            group = Group.CHANNELS,
            operation = "an element is put into a large buffer, and received after the close")
    public void drain() throws InterruptedException {
        ChannelWorkloads.drain(engine(), DRAINED);
    }
}
