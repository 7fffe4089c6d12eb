package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.TimerEngine;
import dev.spindle.benchmarks.workload.TimerWorkloads;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Timers beside 32,768 others that are an hour away. */
public class TimerBenchmark extends SideBySide {

    static final int OTHERS = 32_768;
    private static final int TIMERS = 100_000;
    private static final int FIRING = 10_000;

    @Param({
        Engines.SPINDLE_NATIVE,
        Engines.SPINDLE_PORTABLE,
        TimerEngine.SCHEDULED_POOL,
        Engines.FORK_JOIN,
        Engines.REACTOR_PARALLEL
    })
    public String engine = Engines.SPINDLE_NATIVE;

    private @Nullable TimerEngine timers;

    @Override
    String engineName() {
        return engine;
    }

    @Setup
    public void open() {
        timers = TimerEngine.open(engine, ps);
        TimerWorkloads.faraway(timers, OTHERS);
    }

    @TearDown
    public void close() {
        if (timers != null) {
            timers.close();
        }
    }

    private TimerEngine timers() {
        if (timers == null) {
            throw new IllegalStateException("The timers are not open");
        }
        return timers;
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    @Row(value = "timer-start-stop", group = Group.TIMERS, operation = "a timer is made and stopped")
    public void startStop() throws InterruptedException {
        TimerWorkloads.startStop(timers(), TIMERS);
    }

    @Benchmark
    @OperationsPerInvocation(FIRING)
    @Row(
            value = "timer-fire",
            group = Group.TIMERS,
            operation = "a timer is made that is due at once, and runs its task")
    public void fire() throws InterruptedException {
        TimerWorkloads.fire(timers(), FIRING);
    }
}
