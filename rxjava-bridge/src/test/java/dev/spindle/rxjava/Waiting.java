package dev.spindle.rxjava;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What the tests of schedulers wait with. */
final class Waiting {

    static final Duration LONG = Duration.ofSeconds(20);

    private Waiting() {}

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("still waiting after 20 s");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    static void awaitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("still false after 20 s");
            }
            Thread.yield();
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
}
