package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.ChannelWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A round trip between two goroutines over two unbuffered channels. */
public class PingPongBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "ping-pong",
            group = Group.CHANNELS,
            operation = "a round trip over two unbuffered channels",
            headline = true)
    public void roundTrip() throws InterruptedException {
        ChannelWorkloads.pingPong(engine(), SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "chan-sync",
            group = Group.CHANNELS,
            operation = "a send and a receive of each of two goroutines on one unbuffered channel")
    public void sync() throws InterruptedException {
        ChannelWorkloads.sync(engine(), SWITCHES);
    }
}
