package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.ChannelWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** What a channel costs by itself. */
public class ChannelBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "chan-creation", group = Group.CHANNELS, operation = "a channel is made, used once and forgotten")
    public void creation() throws InterruptedException {
        ChannelWorkloads.creation(engine(), ps, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "chan-uncontended",
            group = Group.CHANNELS,
            operation = "a send and a receive on a buffered channel of one's own")
    public void uncontended() throws InterruptedException {
        ChannelWorkloads.uncontended(engine(), ps, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "chan-contended", group = Group.CHANNELS, operation = "the same on one channel for all")
    public void contended() throws InterruptedException {
        ChannelWorkloads.contended(engine(), ps, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "chan-nonblocking",
            group = Group.CHANNELS,
            operation = "a receive that does not wait, on an empty channel")
    public void nonblocking() throws InterruptedException {
        ChannelWorkloads.nonblocking(engine(), ps, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "chan-semaphore",
            group = Group.CHANNELS,
            operation = "a permit is taken and given back on a channel that serves as a semaphore")
    public void semaphore() throws InterruptedException {
        ChannelWorkloads.semaphore(engine(), ps, BATCH);
    }
}
