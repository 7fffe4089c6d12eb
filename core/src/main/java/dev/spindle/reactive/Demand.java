package dev.spindle.reactive;

import dev.spindle.runtime.Park;
import dev.spindle.runtime.WaitReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * How much a subscriber has asked for, and the goroutine that waits for it.
 *
 * <p>The total requested only grows, so the goroutine compares it with a count of its own and writes nothing shared as long
 * as there is demand. A total of {@link Long#MAX_VALUE} means without bound (rule 3.17). The word of the total has room for
 * one bit more, {@link #LOOK}: with it {@link #hasDemand()} is false, so that this one volatile read also tells a goroutine
 * that there is something else to look at.
 *
 * <p>The goroutine announces itself in {@code waiter} and looks again before it parks; others change what it waits for and
 * then read {@code waiter}: all of that volatile, so one of them sees the other.
 */
abstract class Demand implements WaitReason {

    private static final long LOOK = Long.MIN_VALUE;
    private static final long TOTAL = Long.MAX_VALUE;

    private static final VarHandle REQUESTED;
    private static final VarHandle USED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            REQUESTED = lookup.findVarHandle(Demand.class, "requested", long.class);
            USED = lookup.findVarHandle(Demand.class, "used", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The total, which grows by CAS, anyone; and LOOK, which anyone sets. */
    private volatile long requested;

    /** Set and cleared by the goroutine; read by those who wake it. */
    private volatile @Nullable Thread waiter;

    /** Written, opaque, by whoever may signal; read by anyone. */
    private long used;

    // ---- anyone ----

    /** Adds to the total; never calls back (rule 3.3). */
    final void add(long n) {
        for (; ; ) {
            long now = requested;
            long total = now & TOTAL;
            long sum = total + n < 0 ? TOTAL : total + n;
            if (REQUESTED.compareAndSet(this, now, (now & LOOK) | sum)) {
                return;
            }
        }
    }

    /** From now on there is something to look at. */
    final void setLook() {
        long _ = (long) REQUESTED.getAndBitwiseOr(this, LOOK);
    }

    final boolean isRequested() {
        return (requested & TOTAL) != 0;
    }

    /** What was requested and is not used. */
    final long remaining() {
        long total = requested & TOTAL;
        return total == TOTAL ? total : total - (long) USED.getOpaque(this);
    }

    /** Lets the goroutine look again at what it waits for. */
    final void wake() {
        Thread thread = waiter;
        if (thread != null) {
            Park.unpark(thread);
        }
    }

    // ---- who may signal ----

    /** True if there is demand and nothing to look at: one volatile read. */
    final boolean hasDemand() {
        return used < requested;
    }

    final void use() {
        USED.setOpaque(this, used + 1);
    }

    // ---- the goroutine ----

    /** Before {@link #park()}; after it, and before each park, what is waited for has to be looked at again. */
    final void announce() {
        waiter = Thread.currentThread();
    }

    final void park() {
        Park.park(this);
    }

    final void leave() {
        waiter = null;
    }

    @Override
    public final String waitReason() {
        return "stream demand";
    }
}
