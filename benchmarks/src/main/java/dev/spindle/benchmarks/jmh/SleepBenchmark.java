package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.TimerWorkloads;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Goroutines that sleep, beside 32,768 others that sleep for an hour. */
public class SleepBenchmark extends EngineBenchmark {

    private static final int OTHERS = 32_768;
    private static final int SLEEPERS = 10_000;

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Override
    void prepare(Engine opened) {
        for (int i = 0; i < OTHERS; i++) {
            opened.spawn(SleepBenchmark::sleepForAnHour);
        }
    }

    private static void sleepForAnHour() {
        try {
            Thread.sleep(Duration.ofHours(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the engine closes
        }
    }

    @Benchmark
    @OperationsPerInvocation(SLEEPERS)
    @Row(value = "sleep", group = Group.TIMERS, operation = "a goroutine is started, sleeps for a nanosecond and ends")
    public void nap() throws InterruptedException {
        TimerWorkloads.sleep(engine(), SLEEPERS);
    }
}
