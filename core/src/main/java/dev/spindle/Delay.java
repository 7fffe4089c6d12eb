package dev.spindle;

import dev.spindle.runtime.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The waiting of a delayed or periodic {@link GoTask} for its time.
 *
 * <p>While armed it counts as one in its scope. The timer's own race between firing and being cancelled decides who takes
 * that back, so it happens once.
 */
final class Delay {

    /** The period of a task that runs once. */
    static final long NONE = -1;

    /** Catches up with whatever was missed. */
    static final long ALL = Long.MAX_VALUE;

    /** Of times and periods, in nanoseconds, so that sums and differences do not overflow: 73 years. */
    private static final long LONGEST = Long.MAX_VALUE / 4;

    private final GoTask task;
    private final long period;

    /** A next run that would be later than this is not caught up with. */
    private final long catchUp;

    /** When the next run is due, on the clock of {@link System#nanoTime}; by the starter, then by each run. */
    private long due;

    /** Written by who arms; volatile, against a cancel that comes between the arming and this. */
    private volatile @Nullable Timer timer;

    Delay(GoTask task, long nanos, long period, long catchUp) {
        this.task = task;
        this.period = Math.min(period, LONGEST);
        this.catchUp = catchUp;
        this.due = System.nanoTime() + Math.min(nanos, LONGEST);
    }

    boolean isPeriodic() {
        return period != NONE;
    }

    /**
     * Waits for the next run; false if the scope is closed. Also where the time has come meanwhile: others, armed before and due before,
     * may have yet to fire.
     */
    boolean arm() {
        GoLane lane = task.lane();
        long left = due - System.nanoTime();
        if (lane.isClosed() || !lane.scope().begin()) {
            return false;
        }
        lane.startsWaiting(task);
        timer = lane.runtime().scheduler().schedule(left, this::fire);
        if (task.isCancelled() || lane.isCancelled()) {
            task.cancel();
            cancel();
        }
        return true;
    }

    boolean rearm() {
        due += period;
        long late = System.nanoTime() - due;
        if (late < 0) {
            return arm();
        }
        if (late >= catchUp) {
            due += late + period;
            return arm();
        }
        GoLane lane = task.lane();
        if (lane.isClosed()) {
            return false;
        }
        lane.requeue(task);
        return true;
    }

    /** On a carrier; must not block. */
    private void fire() {
        GoLane lane = task.lane();
        lane.endsWaiting(task);
        if (!task.isCancelled()) {
            lane.requeue(task);
        }
        lane.scope().endOnCarrier();
    }

    void cancel() {
        Timer armed = timer;
        if (armed != null && armed.cancel(false)) {
            GoLane lane = task.lane();
            lane.endsWaiting(task);
            lane.scope().end();
        }
    }
}
