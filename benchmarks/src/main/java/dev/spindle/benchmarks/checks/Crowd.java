package dev.spindle.benchmarks.checks;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Task;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Goroutines that wait for one event; all share one task, so that only what the engine keeps for each is counted. */
final class Crowd {

    private final Engine engine;
    private final Thread[] waiters;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final CountDownLatch allArrived = new CountDownLatch(1);
    private final CountDownLatch allEnded = new CountDownLatch(1);
    private final Task member = this::member;
    private volatile boolean released;

    Crowd(Engine engine, int size) {
        this.engine = engine;
        waiters = new Thread[size];
    }

    void cycle() throws InterruptedException {
        park();
        wake();
    }

    /** Starts all and returns ns each until the last is about to park. */
    double park() throws InterruptedException {
        long start = System.nanoTime();
        engine.spawn(() -> {
            for (int i = 0; i < waiters.length; i++) {
                engine.spawn(member);
            }
        });
        return nanosEach(start, allArrived);
    }

    /** Wakes all from one goroutine and returns ns each until the last has ended. */
    double wake() throws InterruptedException {
        released = true;
        long start = System.nanoTime();
        engine.spawn(() -> {
            for (Thread waiter : waiters) {
                LockSupport.unpark(waiter);
            }
        });
        return nanosEach(start, allEnded);
    }

    private void member() {
        waiters[next.getAndIncrement()] = Thread.currentThread();
        if (arrived.incrementAndGet() == waiters.length) {
            allArrived.countDown();
        }
        while (!released) {
            LockSupport.park();
        }
        if (ended.incrementAndGet() == waiters.length) {
            allEnded.countDown();
        }
    }

    private double nanosEach(long start, CountDownLatch all) throws InterruptedException {
        if (!all.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException(
                    "Stuck with " + arrived + " arrived and " + ended + " ended of " + waiters.length);
        }
        return (double) (System.nanoTime() - start) / waiters.length;
    }
}
