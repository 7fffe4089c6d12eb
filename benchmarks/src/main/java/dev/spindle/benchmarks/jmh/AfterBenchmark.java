package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.TimerEngine;
import dev.spindle.benchmarks.engine.TimerEngine.SpindleTimers;
import dev.spindle.benchmarks.workload.TimerWorkloads;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A channel that gets an element in a while, beside 32,768 timers that are an hour away. */
public class AfterBenchmark extends SideBySide {

    private static final int RECEIPTS = 10_000;

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE})
    public String engine = Engines.SPINDLE_NATIVE;

    private @Nullable SpindleTimers timers;

    @Override
    String engineName() {
        return engine;
    }

    @Setup
    public void open() {
        timers = (SpindleTimers) TimerEngine.open(engine, ps);
        TimerWorkloads.faraway(timers, TimerBenchmark.OTHERS);
    }

    @TearDown
    public void close() {
        if (timers != null) {
            timers.close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECEIPTS)
    @Row(
            value = "timer-after",
            group = Group.TIMERS,
            operation = "a channel is made that gets an element after a nanosecond, and it is received")
    public void after() throws InterruptedException {
        if (timers == null) {
            throw new IllegalStateException("The timers are not open");
        }
        TimerWorkloads.after(timers.engine(), RECEIPTS);
    }
}
