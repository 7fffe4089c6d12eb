package dev.spindle;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A task that keeps its failures, and what tests of tasks wait with. */
final class TestTask extends GoTask {

    final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final boolean goesOn;

    TestTask(GoLane lane, Runnable body) {
        this(lane, body, true);
    }

    TestTask(GoLane lane, Runnable body, boolean goesOnAfterFailure) {
        super(lane, body);
        this.goesOn = goesOnAfterFailure;
    }

    static TestTask started(GoLane lane, Runnable body) {
        TestTask task = new TestTask(lane, body);
        if (!task.start()) {
            throw new AssertionError("rejected");
        }
        return task;
    }

    @Override
    protected boolean failed(Throwable failure) {
        failures.add(failure);
        return goesOn;
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("still waiting after 20 s");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** As {@link #await}, true if it was cut short by an interrupt. */
    static boolean isInterruptedIn(CountDownLatch latch) {
        try {
            await(latch);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    static void awaitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("still false after 20 s");
            }
            Thread.yield();
        }
    }
}
