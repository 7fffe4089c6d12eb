package dev.spindle;

import dev.spindle.runtime.PassingAction;
import dev.spindle.runtime.Timer;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One wait of a {@link GoTask} for its time.
 *
 * <p><b>Who runs the task</b> is who takes the wait out of its lane's set. The timer does that when it fires, or another that
 * was due later, so that tasks of a worker join its line in the order of their times. The wait is in the set before its timer is armed.
 *
 * <p><b>The count.</b> A wait counts as one in its scope until its timer has fired, was cancelled, or was dropped with its runtime. The
 * timer's own race between these decides who takes that back, so it happens once.
 */
final class Waiting implements PassingAction {

    /** By time, and for equal times by who came first; of one lane. */
    static final Comparator<Waiting> ORDER = Waiting::compare;

    private final GoTask task;

    /** On the clock of {@link System#nanoTime}. */
    private final long due;

    /** Written before it is put into a set in {@link #ORDER}; until then it equals none that is there. */
    private long sequence = -1;

    /** Written by who begins; volatile, against a cancel that comes before that. */
    private volatile @Nullable Timer timer;

    Waiting(GoTask task, long due) {
        this.task = task;
        this.due = due;
    }

    private static int compare(Waiting one, Waiting other) {
        int byTime = Long.signum(one.due - other.due); // the clock may wrap
        return byTime != 0 ? byTime : Long.compare(one.sequence, other.sequence);
    }

    void begin() {
        GoLane lane = task.lane();
        lane.startsWaiting(this);
        timer = lane.runtime().scheduler().schedule(due - System.nanoTime(), this);
        if (task.isCancelled() || lane.isCancelled() || (task.isPeriodic() && lane.isClosed())) {
            task.cancel();
            cancel();
        }
    }

    /** The timer, on a carrier; must not block. */
    @Override
    public void run() {
        GoLane lane = task.lane();
        lane.comesDue(this);
        lane.scope().endOnCarrier();
    }

    /** The runtime has ended: unless another let the task join, it never runs. */
    @Override
    public void dropped() {
        GoLane lane = task.lane();
        if (lane.endsWaiting(this)) {
            boolean _ = task.cancel();
        }
        lane.scope().end();
    }

    /** By who has taken it out of its set: on to the run. Never blocks. */
    void join() {
        GoLane lane = task.lane();
        lane.endsWaiting(this);
        if (!task.isCancelled()) {
            lane.requeue(task);
        }
    }

    void cancel() {
        GoLane lane = task.lane();
        lane.endsWaiting(this);
        Timer armed = timer;
        if (armed != null && armed.cancel(false)) {
            lane.scope().end();
        }
    }

    GoTask task() {
        return task;
    }

    boolean isDue() {
        return due - System.nanoTime() <= 0;
    }

    void setSequence(long number) {
        sequence = number;
    }
}
