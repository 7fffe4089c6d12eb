package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.ChannelWorkloads;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Two goroutines that compute and wake each other in turns: Go's {@code WakeupParallelSpinning}. */
public class WakeupsBenchmark extends EngineBenchmark {

    private static final int ROUNDS = 2_000;

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    /** How long each computes before it waits, in µs. */
    @Param({"0", "1", "2", "5", "10", "20", "50", "100"})
    public int delay;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    @Row(
            value = "wakeups-{delay}us",
            group = Group.SCHEDULER,
            operation = "two goroutines compute for the delay and wake each other, once each")
    public void round() throws InterruptedException {
        ChannelWorkloads.wakeups(engine(), TimeUnit.MICROSECONDS.toNanos(delay), ROUNDS);
    }
}
