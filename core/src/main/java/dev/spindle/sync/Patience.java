package dev.spindle.sync;

import dev.spindle.runtime.Park;
import dev.spindle.runtime.WaitReason;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** How long one call waits, and whether an interrupt ends that. Belongs to the thread that waits. */
final class Patience {

    private static final long FOREVER = Long.MAX_VALUE;

    private final boolean interruptible;
    private final long nanos;
    private final long start;

    /** Whether an interrupt was put aside, to be set again. */
    private boolean interrupted;

    private Patience(boolean interruptible, long nanos) {
        this.interruptible = interruptible;
        this.nanos = nanos;
        this.start = nanos == FOREVER || nanos <= 0 ? 0 : System.nanoTime();
    }

    /** Until interrupted. */
    static Patience untilInterrupted() {
        return new Patience(true, FOREVER);
    }

    /** Whatever happens. */
    static Patience endless() {
        return new Patience(false, FOREVER);
    }

    /** Until interrupted or out of time; zero and less do not wait. */
    static Patience of(Duration timeout) {
        return new Patience(true, TimeUnit.NANOSECONDS.convert(Objects.requireNonNull(timeout, "timeout")));
    }

    /** Whether to stop waiting. */
    boolean isOver() {
        return interruptible && (Thread.currentThread().isInterrupted() || left() <= 0);
    }

    private long left() {
        return nanos == FOREVER || nanos <= 0 ? nanos : nanos - (System.nanoTime() - start);
    }

    /** Parks once. */
    void park(WaitReason reason) {
        if (!interruptible && Thread.interrupted()) {
            interrupted = true; // or the park would return at once
        }
        if (nanos == FOREVER) {
            Park.park(reason);
        } else {
            Park.parkNanos(reason, left());
        }
    }

    /** What a call in vain ends with: false if the time ran out. */
    boolean end() throws InterruptedException {
        throwIfInterrupted();
        return false;
    }

    /** What a call that waited ends with when it has what it wanted. */
    boolean success() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    static void throwIfInterrupted() throws InterruptedException {
        if (Thread.currentThread().isInterrupted() && Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
