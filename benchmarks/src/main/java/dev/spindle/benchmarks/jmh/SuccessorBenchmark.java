package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.SpawnWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A task that starts its successor and ends: Go's {@code CreateGoroutines}. */
public class SuccessorBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "successor",
            group = Group.SCHEDULER,
            operation = "a goroutine starts its successor, a new object, and ends",
            headline = true)
    public void newObject() throws InterruptedException {
        SpawnWorkloads.successor(engine(), BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "successor-same", group = Group.SCHEDULER, operation = "a goroutine starts itself anew and ends")
    public void sameObject() throws InterruptedException {
        SpawnWorkloads.respawn(engine(), BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "successor-parallel", group = Group.SCHEDULER, operation = "as successor, with a chain for each P")
    public void parallel() throws InterruptedException {
        SpawnWorkloads.successors(engine(), ps, BATCH);
    }
}
