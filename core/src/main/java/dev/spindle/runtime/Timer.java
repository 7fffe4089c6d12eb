package dev.spindle.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a P's timer heap: an action that a carrier runs once its time has come.
 *
 * <p>States: ARMED to FIRED by the M that runs it, ARMED to CANCELLED by anyone; the winner of the CAS decides. Cancelling
 * drops the action at once, so whatever it kept reachable goes, and leaves the shell to the heap's sweep.
 *
 * <p>It is a {@link ScheduledFuture} because that is what the JDK's timed parks keep and cancel; of that interface only
 * {@link #cancel}, {@link #isCancelled}, {@link #isDone} and {@link #getDelay} mean anything here.
 */
public final class Timer implements ScheduledFuture<Object> {

    private static final int ARMED = 0;
    private static final int FIRED = 1;
    private static final int CANCELLED = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Timer.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Timers heap;

    /** Nanoseconds on the scheduler's clock. */
    final long when;

    /** Order of arming within the heap, to fire equal times in that order; written under the heap's lock. */
    long sequence;

    private volatile int state;
    private volatile @Nullable Runnable action;

    Timer(Timers heap, long when, Runnable action) {
        this.heap = heap;
        this.when = when;
        this.action = action;
    }

    /** Claims the action for running; null if the timer was cancelled. */
    @Nullable
    Runnable fire() {
        if (!STATE.compareAndSet(this, ARMED, FIRED)) {
            return null;
        }
        Runnable claimed = action;
        action = null;
        return claimed;
    }

    /**
     * Cancels the timer: lock-free and constant time.
     *
     * @param mayInterruptIfRunning without meaning here
     * @return true if this call prevented the action
     */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (!STATE.compareAndSet(this, ARMED, CANCELLED)) {
            return false;
        }
        action = null;
        heap.buried();
        return true;
    }

    boolean isArmed() {
        return state == ARMED;
    }

    @Override
    public boolean isCancelled() {
        return state == CANCELLED;
    }

    @Override
    public boolean isDone() {
        return state != ARMED;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(when - heap.now(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    public Object get() {
        throw new UnsupportedOperationException("a timer has no result to wait for");
    }

    @Override
    public Object get(long timeout, TimeUnit unit) {
        return get();
    }

    boolean before(Timer other) {
        return when < other.when || (when == other.when && sequence < other.sequence);
    }
}
