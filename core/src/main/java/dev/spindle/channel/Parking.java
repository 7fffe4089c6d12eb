package dev.spindle.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One thread's wait, which others race to complete.
 *
 * <pre>
 * WAITING ── complete, by the other side ───────> +key   (done)
 * WAITING ── end, by close ─────────────────────> -key   (the channel was closed)
 * WAITING ── give up, by the waiting thread ────> GAVE_UP (select only)
 * </pre>
 *
 * <p>The key says which operation it was: {@link #ONLY}, or a select's case. A select is completed by the first who comes,
 * so it takes a compare-and-set; a single operation is completed by who unlinks it, so a release store does. What the
 * completing thread did happens before what the waiting thread does after it has read the new state (acquire).
 */
class Parking {

    static final int WAITING = 0;

    /** The key of an operation that waits alone. */
    static final int ONLY = 1;

    static final int GAVE_UP = Integer.MIN_VALUE;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Parking.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Who waits. Written by that thread before it publishes this, under the locks of its queues. */
    private Thread thread = Thread.currentThread();

    @SuppressWarnings("unused") // by STATE
    private int state = WAITING;

    final Thread thread() {
        return thread;
    }

    /** Begins another wait, of the calling thread; nobody else may know this object now. */
    final void reset() {
        thread = Thread.currentThread();
        state = WAITING;
    }

    final int stateAcquire() {
        return (int) STATE.getAcquire(this);
    }

    final void setStateRelease(int value) {
        STATE.setRelease(this, value);
    }

    /** True if this call ended the wait. */
    final boolean casFromWaiting(int value) {
        return STATE.compareAndSet(this, WAITING, value);
    }
}
