package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.SelectWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Select. */
public class SelectBenchmark extends EngineBenchmark {

    private static final int POPULAR_ROUNDS = 20;

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "select-2",
            group = Group.SELECT,
            operation = "a receive from either of two unbuffered channels, each with a producer",
            headline = true)
    public void ofTwo() throws InterruptedException {
        SelectWorkloads.ofTwo(engine(), SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "select-uncontended",
            group = Group.SELECT,
            operation = "a receive from either of two channels of one's own, and a send to the other")
    public void uncontended() throws InterruptedException {
        SelectWorkloads.uncontended(engine(), ps, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "select-contended",
            group = Group.SELECT,
            operation = "a receive from any of three shared unbuffered channels, and a send to any of them by another"
                    + " goroutine")
    public void syncContended() throws InterruptedException {
        SelectWorkloads.syncContended(engine(), ps, SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "select-async-contended",
            group = Group.SELECT,
            operation = "a receive from either of two shared channels, and a send to the other")
    public void asyncContended() throws InterruptedException {
        SelectWorkloads.asyncContended(engine(), ps, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "select-nonblocking", group = Group.SELECT, operation = "four selects that take their default")
    public void nonblocking() throws InterruptedException {
        SelectWorkloads.nonblocking(engine(), ps, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "select-prod-cons",
            group = Group.SELECT,
            operation = "an element; consumers listen for a timeout and a close, too; both sides compute about 100 ns")
    public void prodCons() throws InterruptedException {
        SelectWorkloads.prodCons(engine(), ps, SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(SelectWorkloads.CROWD * POPULAR_ROUNDS)
    @Row(
            value = "select-popular",
            group = Group.SELECT,
            operation = "an element to one of 1000 goroutines that also wait for one shared channel")
    public void popular() throws InterruptedException {
        SelectWorkloads.popular(engine(), POPULAR_ROUNDS);
    }
}
