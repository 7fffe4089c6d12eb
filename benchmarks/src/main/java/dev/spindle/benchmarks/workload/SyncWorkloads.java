package dev.spindle.benchmarks.workload;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Guard;
import dev.spindle.benchmarks.engine.Latch;
import dev.spindle.benchmarks.engine.SyncTools;

/** Locks and wait groups. */
public final class SyncWorkloads {

    /** Rounds of computing between two uses of a lock, where there is any: about 100 ns. */
    public static final int WORK = 100;

    private SyncWorkloads() {}

    /** Each worker locks and unlocks a mutex of its own. */
    public static void uncontended(Engine engine, SyncTools tools, int workers, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> lockAndUnlock(tools.mutex(), 0, n / workers));
    }

    /**
     * Workers lock and unlock one guard, and compute in between without it.
     *
     * @param work rounds of computing, each about a nanosecond
     */
    public static void contended(Engine engine, Guard guard, int workers, int work, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> lockAndUnlock(guard, work, n / workers));
    }

    private static void lockAndUnlock(Guard guard, int work, int n) throws InterruptedException {
        for (int i = 0; i < n; i++) {
            guard.lock();
            guard.unlock();
            Work.compute(work);
        }
    }

    /** Workers read under one lock, and write each {@code writeEvery}-th time. */
    public static void readersAndWriters(Engine engine, Guard.Shared guard, int workers, int writeEvery, int n)
            throws InterruptedException {
        Crew.run(engine, workers, () -> {
            for (int i = 0; i < n / workers; i++) {
                if (i % writeEvery == 0) {
                    guard.lock();
                    guard.unlock();
                } else {
                    guard.readLock();
                    guard.readUnlock();
                }
            }
        });
    }

    /** Each worker makes a wait group, starts a goroutine that is done at once, and waits. */
    public static void waitGroup(Engine engine, SyncTools tools, int workers, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> {
            for (int i = 0; i < n / workers; i++) {
                Latch group = tools.waitGroup(1);
                engine.spawn(group::done);
                group.await();
            }
        });
    }
}
