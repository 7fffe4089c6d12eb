package dev.spindle.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock inside the object that it guards, for critical sections of a few nanoseconds.
 *
 * <p>It does not park: a wake path takes it, and a goroutine that parked there would need a wake-up itself. So the holder
 * must not park, yield, allocate much or call foreign code, and must hold no other lock unless it got that one by
 * {@link #tryLock()}. A thread that finds it held spins, then yields: the holder may have lost its processor. The lock
 * is neither fair nor reentrant.
 *
 * <p>The scheduler has a spin lock of its own: its holders run inside an unpark, where a virtual thread must not yield, as one that
 * waits here must.
 *
 * <p>One compare-and-set takes it, one release store frees it: what a holder wrote is seen by the next one.
 */
abstract class SpinLock {

    private static final int FREE = 0;
    private static final int HELD = 1;
    private static final int SPINS = 100;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(SpinLock.class, "lockState", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** {@link #FREE} or {@link #HELD}; written by compare-and-set to take the lock, by release store to free it. */
    @SuppressWarnings("unused") // by STATE
    private int lockState;

    /** Takes the lock. */
    final void lock() {
        if (!casHeld()) {
            lockContended();
        }
    }

    /** Takes the lock if it gets free within a short spin. */
    final boolean tryLock() {
        for (int i = 0; i < SPINS; i++) {
            if (stateOpaque() == FREE && casHeld()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** Frees the lock; holder only. */
    final void unlock() {
        STATE.setRelease(this, FREE);
    }

    @SuppressWarnings("ThreadPriorityCheck") // the holder may need this processor
    private void lockContended() {
        while (!tryLock()) {
            Thread.yield();
        }
    }

    private boolean casHeld() {
        return STATE.compareAndSet(this, FREE, HELD);
    }

    private int stateOpaque() {
        return (int) STATE.getOpaque(this);
    }
}
