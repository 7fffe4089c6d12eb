package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.SpindleEngine;
import dev.spindle.benchmarks.engine.TimerEngine;
import dev.spindle.benchmarks.workload.TimerWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A channel that gets an element in a while, beside 32,768 timers that are an hour away. */
public class AfterBenchmark extends EngineBenchmark {

    private static final int RECEIPTS = 10_000;

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Override
    void prepare(Engine opened) {
        TimerWorkloads.faraway(new TimerEngine.SpindleTimers((SpindleEngine) opened), TimerBenchmark.OTHERS);
    }

    @Benchmark
    @OperationsPerInvocation(RECEIPTS)
    @Row(
            value = "timer-after",
            group = Group.TIMERS,
            operation = "a channel is made that gets an element after a nanosecond, and it is received")
    public void after() throws InterruptedException {
        TimerWorkloads.after(engine(), RECEIPTS);
    }
}
