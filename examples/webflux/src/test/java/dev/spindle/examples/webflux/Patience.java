package dev.spindle.examples.webflux;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread or process brings about. */
final class Patience {

    /** How long anything may take that a slow machine only delays. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private Patience() {}

    /** A condition that may fail by anything, which fails the test. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Returns, once the condition holds, how long that took. */
    static Duration until(String what, Condition condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("waited for " + LIMIT.toSeconds() + " s in vain until " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
