package dev.spindle.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock for a few stores, held by code that must not park: the scheduler itself, whoever calls it, and the queues of those
 * who wait.
 *
 * <p>A parking lock cannot serve there: the caller may be a virtual thread pinned inside {@code unpark}, or a carrier that
 * the lock's next owner needs in order to run. So the holder does not park, yield or call foreign code. What it wrote is
 * seen by the next one. Neither fair nor reentrant.
 */
public class SpinLock {

    private static final int SPINS_BEFORE_YIELD = 1000;

    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile boolean held;

    /** A free lock. */
    public SpinLock() {}

    /**
     * Takes the lock if it is free now.
     *
     * @return whether the caller holds it
     */
    public final boolean tryLock() {
        return !held && HELD.compareAndSet(this, false, true);
    }

    /** Takes the lock, spinning until it is free. */
    @SuppressWarnings("ThreadPriorityCheck") // a yield only after spinning in vain
    public final void lock() {
        int spins = 0;
        while (!tryLock()) {
            Thread.onSpinWait();
            if (++spins == SPINS_BEFORE_YIELD) {
                spins = 0;
                if (!Thread.currentThread().isVirtual()) {
                    Thread.yield(); // the owner may have lost its processor
                }
            }
        }
    }

    /** Frees the lock; holder only. */
    public final void unlock() {
        held = false;
    }
}
