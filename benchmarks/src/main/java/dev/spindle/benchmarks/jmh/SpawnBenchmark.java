package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.SpawnWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Starting a task from inside the engine, until it has ended: a goroutine, and a plain task. */
public class SpawnBenchmark extends EngineBenchmark {

    private static final int CAPTURE_ROUNDS = 100_000;

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "spawn",
            group = Group.SCHEDULER,
            operation = "a goroutine is started by another and ends",
            headline = true,
            ps = {1, 2, 4, 8})
    public void goroutine() throws InterruptedException {
        SpawnWorkloads.spawn(engine(), BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "spawn-plain", group = Group.SCHEDULER, operation = "a plain task is started by another and ends")
    public void plainTask() throws InterruptedException {
        SpawnWorkloads.spawnPlain(engine(), BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "spawn-steal",
            group = Group.SCHEDULER,
            operation = "one of many short tasks that a single goroutine starts",
            ps = {1, 2, 4, 8})
    public void steal() throws InterruptedException {
        SpawnWorkloads.steal(engine(), BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(CAPTURE_ROUNDS)
    @Row(value = "spawn-capture", group = Group.SCHEDULER, operation = "four goroutines are started and waited for")
    public void capture() throws InterruptedException {
        SpawnWorkloads.capture(engine(), CAPTURE_ROUNDS);
    }
}
