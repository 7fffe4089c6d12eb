package dev.spindle.runtime;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which channels, select, sync and context wait.
 *
 * <p>A goroutine that parks leaves its P to others; a platform thread that parks blocks as usual. Both are a {@link Thread}
 * here, so a waiter keeps {@code Thread.currentThread()} and whoever wakes it calls {@link #unpark}. Waking a goroutine
 * from a goroutine of the same runtime puts it into the waker's {@code runnext} slot, as Go's {@code goready} does.
 *
 * <p><b>Rules for callers.</b> A return from {@code park} means nothing by itself: it may be spurious, and a goroutine may
 * meet a permit that was meant for an earlier goroutine of the same host. So every wait is a loop over a condition that
 * the waker publishes (release or stronger) before it unparks. An interrupt makes {@code park} return at once and leaves
 * the flag set. Never park while holding a spin lock.
 */
public final class Park {

    private static final boolean MULTIPROCESSOR = Runtime.getRuntime().availableProcessors() > 1;

    private Park() {}

    /**
     * Waits until unparked or interrupted, or returns for no reason.
     *
     * @param reason what the caller waits for, shown in dumps
     */
    public static void park(WaitReason reason) {
        LockSupport.park(reason);
    }

    /**
     * As {@link #park}, for at most the given time.
     *
     * @param reason what the caller waits for, shown in dumps
     * @param nanos the longest wait in nanoseconds; zero or less returns at once
     */
    public static void parkNanos(WaitReason reason, long nanos) {
        LockSupport.parkNanos(reason, nanos);
    }

    /**
     * Lets the thread's current or next {@code park} return. Never blocks and never throws.
     *
     * @param thread the waiter, or null for none
     */
    public static void unpark(@Nullable Thread thread) {
        LockSupport.unpark(thread);
    }

    /**
     * Whether a short spin before parking can pay: not on a single processor, where the awaited one cannot run.
     *
     * @return true if another processor may be running the awaited goroutine
     */
    public static boolean maySpin() {
        return MULTIPROCESSOR;
    }
}
