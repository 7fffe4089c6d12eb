package dev.spindle.benchmarks.workload;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Go's {@code WaitGroup} for a workload: one atomic decrement a task, and a wait that gives up loudly. */
public final class Countdown {

    private static final long PATIENCE_SECONDS = 120;

    private final AtomicInteger left;
    private final CountDownLatch reached = new CountDownLatch(1);

    public Countdown(int tasks) {
        left = new AtomicInteger(tasks);
    }

    public void countDown() {
        if (left.decrementAndGet() == 0) {
            reached.countDown();
        }
    }

    /**
     * Waits until every task has counted down.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     * @throws IllegalStateException if they have not after two minutes
     */
    public void await() throws InterruptedException {
        if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(left.get() + " tasks have not ended after " + PATIENCE_SECONDS + " s");
        }
    }
}
