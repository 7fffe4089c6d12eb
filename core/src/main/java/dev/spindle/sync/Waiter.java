package dev.spindle.sync;

import dev.spindle.runtime.Park;
import dev.spindle.runtime.WaitReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One thread's wait in a {@link WaitQueue}, to be completed by another thread.
 *
 * <p>It is completed under the queue's lock, as it leaves the queue; so under that lock, a waiter that is not completed is
 * still in the queue, and a thread that gives up knows which of the two happened. What the completing thread did happens
 * before what the waiting thread does after it has seen the outcome (release, acquire). The completing thread unparks
 * after it has freed the lock.
 */
final class Waiter {

    /** The outcome of a wait that goes on. */
    static final int WAITING = 0;

    /** The outcome of most waits. */
    static final int GRANTED = 1;

    private static final VarHandle OUTCOME;

    static {
        try {
            OUTCOME = MethodHandles.lookup().findVarHandle(Waiter.class, "outcome", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread thread = Thread.currentThread();

    /** What the queue's owner keeps about it. */
    final long note;

    @SuppressWarnings("unused") // by OUTCOME
    private int outcome = WAITING;

    /** Links of the queue, guarded by its lock; {@code next} then links those to wake. */
    @Nullable
    Waiter next;

    @Nullable
    Waiter previous;

    Waiter() {
        this(0);
    }

    Waiter(long note) {
        this.note = note;
    }

    /** Waits for its outcome; {@link #WAITING} if patience is over first. For the thread that made this. */
    int await(Patience patience, WaitReason reason) {
        int result = outcomeAcquire();
        while (result == WAITING && !patience.isOver()) {
            patience.park(reason);
            result = outcomeAcquire();
        }
        return result;
    }

    int outcomeAcquire() {
        return (int) OUTCOME.getAcquire(this);
    }

    /** Ends the wait; lock held, unlinked. */
    void complete(int result) {
        OUTCOME.setRelease(this, result);
    }

    void unpark() {
        Park.unpark(thread);
    }

    /** Unparks a chain of completed waiters, in its order. */
    static void unparkAll(@Nullable Waiter first) {
        for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
            waiter.unpark();
        }
    }
}
