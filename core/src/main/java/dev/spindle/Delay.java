package dev.spindle;

import org.jspecify.annotations.Nullable;

/** When a delayed or periodic {@link GoTask} is due. */
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
    private volatile @Nullable Waiting waiting;

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
     * Waits for the next run; false if the scope is closed. Also where the time has come meanwhile: others that were due before may
     * have yet to join the line.
     */
    boolean arm() {
        GoLane lane = task.lane();
        if (lane.isClosed() || !lane.scope().begin()) {
            return false;
        }
        Waiting next = new Waiting(task, due);
        waiting = next;
        next.begin();
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

    void cancel() {
        Waiting last = waiting;
        if (last != null) {
            last.cancel();
        }
    }
}
