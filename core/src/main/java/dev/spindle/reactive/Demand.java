package dev.spindle.reactive;

import dev.spindle.runtime.Park;
import dev.spindle.runtime.WaitReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * How much a subscriber has asked for, and one goroutine that waits for it.
 *
 * <p>The total requested only grows, so the goroutine compares it with a count of its own and writes nothing shared as long
 * as there is demand. A total of {@link Long#MAX_VALUE} means without bound (rule 3.17).
 *
 * <p>The goroutine announces itself in {@code waiter} and looks again before it parks; others change what it waits for and
 * then read {@code waiter}: all of that volatile, so one of them sees the other.
 */
final class Demand implements WaitReason {

    private static final VarHandle REQUESTED;

    static {
        try {
            REQUESTED = MethodHandles.lookup().findVarHandle(Demand.class, "requested", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Grows, by CAS, anyone. */
    private volatile long requested;

    /** Set and cleared by the goroutine; read by those who wake it. */
    private volatile @Nullable Thread waiter;

    /** The goroutine's own. */
    private long used;

    /** Adds to the total. Any thread; never calls back (rule 3.3). */
    void add(long n) {
        for (; ; ) {
            long now = requested;
            long sum = now + n < 0 ? Long.MAX_VALUE : now + n;
            if (REQUESTED.compareAndSet(this, now, sum)) {
                wake();
                return;
            }
        }
    }

    /** Lets the goroutine look again at what it waits for. */
    void wake() {
        Thread thread = waiter;
        if (thread != null) {
            Park.unpark(thread);
        }
    }

    // ---- the goroutine ----

    boolean isPositive() {
        long total = requested;
        return used < total || total == Long.MAX_VALUE;
    }

    void use() {
        used++;
    }

    /** Before {@link #park()}; after it, and before each park, what is waited for has to be looked at again. */
    void announce() {
        waiter = Thread.currentThread();
    }

    void park() {
        Park.park(this);
    }

    void leave() {
        waiter = null;
    }

    @Override
    public String waitReason() {
        return "stream demand";
    }
}
