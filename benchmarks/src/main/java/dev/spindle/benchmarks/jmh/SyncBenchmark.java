package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.SyncTools;
import dev.spindle.benchmarks.workload.SyncWorkloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Locks, semaphores and wait groups. */
public class SyncBenchmark extends EngineBenchmark {

    /** Goroutines for each P where there are more than one. */
    private static final int SLACK = 10;

    /** The same where most have something else to do. */
    private static final int CROWD = 4;

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    private SyncTools tools() {
        return SyncTools.of(engine);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "mutex-uncontended", group = Group.SYNC, operation = "locking and unlocking a mutex of one's own")
    public void uncontended() throws InterruptedException {
        SyncWorkloads.uncontended(engine(), tools()::mutex, ps, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "mutex", group = Group.SYNC, operation = "locking and unlocking one mutex, a goroutine for each P")
    public void mutex() throws InterruptedException {
        SyncWorkloads.contended(engine(), tools().mutex(), ps, 0, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "mutex-slack", group = Group.SYNC, operation = "the same, ten goroutines for each P")
    public void slack() throws InterruptedException {
        SyncWorkloads.contended(engine(), tools().mutex(), SLACK * ps, 0, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "mutex-work",
            group = Group.SYNC,
            operation = "locking and unlocking one mutex, with about 100 ns of computing in between")
    public void work() throws InterruptedException {
        SyncWorkloads.contended(engine(), tools().mutex(), ps, SyncWorkloads.WORK, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "mutex-spin",
            group = Group.SYNC,
            operation = "locking and unlocking one mutex, with about a microsecond of computing in between, so that it"
                    + " pays to spin")
    public void spin() throws InterruptedException {
        SyncWorkloads.contended(engine(), tools().mutex(), ps, SyncWorkloads.LONG_WORK, SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "mutex-no-spin",
            group = Group.SYNC,
            operation = "four goroutines for each P lock one mutex each fourth time, and compute about a microsecond"
                    + " and wait for a new goroutine else, so that it pays to let others run")
    public void noSpin() throws InterruptedException {
        SyncWorkloads.contendedByFew(engine(), tools().mutex(), CROWD * ps, SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "rwmutex-write-100",
            group = Group.SYNC,
            operation = "a read under one lock, or a write each 100th time")
    public void readMostly() throws InterruptedException {
        SyncWorkloads.readersAndWriters(engine(), tools().rwMutex(), ps, 100, 0, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "rwmutex-write-10", group = Group.SYNC, operation = "a read under one lock, or a write each 10th time")
    public void readOften() throws InterruptedException {
        SyncWorkloads.readersAndWriters(engine(), tools().rwMutex(), ps, 10, 0, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "rwmutex-work-write-100",
            group = Group.SYNC,
            operation = "a read under one lock, or a write each 100th time, with about 100 ns of computing under it")
    public void readMostlyAndWork() throws InterruptedException {
        SyncWorkloads.readersAndWriters(engine(), tools().rwMutex(), ps, 100, SyncWorkloads.WORK, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "rwmutex-work-write-10",
            group = Group.SYNC,
            operation = "a read under one lock, or a write each 10th time, with about 100 ns of computing under it")
    public void readOftenAndWork() throws InterruptedException {
        SyncWorkloads.readersAndWriters(engine(), tools().rwMutex(), ps, 10, SyncWorkloads.WORK, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "semaphore-uncontended",
            group = Group.SYNC,
            operation = "the only permit of one's own semaphore is taken and given back")
    public void semaphoreUncontended() throws InterruptedException {
        SyncTools tools = tools();
        SyncWorkloads.uncontended(engine(), () -> tools.semaphore(1), ps, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "semaphore",
            group = Group.SYNC,
            operation = "the only permit is taken and given back, a goroutine for each P")
    public void semaphore() throws InterruptedException {
        SyncWorkloads.contended(engine(), tools().semaphore(1), ps, 0, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Row(
            value = "waitgroup",
            group = Group.SYNC,
            operation = "a wait group for a goroutine that is started and done at once")
    public void waitGroup() throws InterruptedException {
        SyncWorkloads.waitGroup(engine(), tools(), ps, SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(
            value = "waitgroup-uncontended",
            group = Group.SYNC,
            operation = "a wait group that is done before it is waited for")
    public void waitGroupAlone() throws InterruptedException {
        SyncWorkloads.waitGroupAlone(engine(), tools(), ps, BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Row(value = "once", group = Group.SYNC, operation = "something is asked for once more that has been done already")
    public void once() throws InterruptedException {
        SyncWorkloads.once(engine(), tools().once(), ps, BATCH);
    }
}
