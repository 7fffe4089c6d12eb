package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.ChannelWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A round trip beside a goroutine that computes on the only P. Others let it wait until the hog ends. */
public class HogBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "ping-pong-hog",
            group = Group.CHANNELS,
            operation = "a round trip beside a goroutine that never waits, on one P",
            ps = 1)
    public void roundTrip() throws InterruptedException {
        ChannelWorkloads.pingPongBesideHog(engine(), SWITCHES);
    }
}
