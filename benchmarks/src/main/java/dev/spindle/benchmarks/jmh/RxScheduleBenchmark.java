package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.RxEngine;
import dev.spindle.benchmarks.workload.RxWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Submitting to a scheduler of RxJava from outside. {@code io} is left out: it would start a thread for each task. */
public class RxScheduleBenchmark extends RxBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, RxEngine.COMPUTATION, RxEngine.FORK_JOIN, RxEngine.VIRTUAL
    })
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "rxjava-schedule",
            group = Group.RXJAVA,
            operation = "a task is submitted to a scheduler of RxJava by a foreign thread and ends",
            headline = true)
    public void direct() throws InterruptedException {
        RxWorkloads.schedule(scheduler(), SWITCHES);
    }
}
