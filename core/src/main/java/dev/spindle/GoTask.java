package dev.spindle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work for a {@link GoLane} and, at once, its handle: what the adapters of reactive libraries extend.
 *
 * <p>It is started once, by one of the {@code start} methods, and cancelled by any thread at any time. What happened
 * before the start happens before its run.
 *
 * <pre>
 *     NEW -&gt; RUNNING        the runner begins
 * RUNNING -&gt; DONE           it ended
 * RUNNING -&gt; NEW            it ended and is periodic
 *     NEW -&gt; CANCELLED      anyone
 * RUNNING -&gt; CANCELLED      its own thread, or anyone where a cancel lets it run
 * RUNNING -&gt; INTERRUPTING   anyone else, who then interrupts the thread,
 * INTERRUPTING -&gt; CANCELLED and is done with it
 * </pre>
 *
 * <p>The runner leaves only after a change from RUNNING of its own, or after CANCELLED has come; then it clears the
 * interrupt flag. So no interrupt reaches the next task of the thread.
 */
public abstract class GoTask {

    private static final int NEW = 0;
    private static final int RUNNING = 1;
    private static final int DONE = 2;
    private static final int CANCELLED = 3;
    private static final int INTERRUPTING = 4;

    private static final VarHandle STATE;
    private static final VarHandle NEXT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(GoTask.class, "state", int.class);
            NEXT = lookup.findVarHandle(GoTask.class, "next", GoTask.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final GoLane lane;

    /** Null after the end, so that a kept handle keeps nothing else. Read by the runner in RUNNING only. */
    private @Nullable Runnable body;

    private volatile int state;

    /** Set by the runner before RUNNING; read by the canceller in INTERRUPTING, while it stands still. */
    private @Nullable Thread thread;

    /** Null but for delayed and periodic tasks; written before the start. */
    private @Nullable Delay delay;

    /** The link of {@link GoWorker}'s queue. */
    @SuppressWarnings("unused") // by NEXT
    private @Nullable GoTask next;

    /**
     * For subclasses.
     *
     * @param lane where it is to run
     * @param body what to run
     */
    protected GoTask(GoLane lane, Runnable body) {
        this.lane = Objects.requireNonNull(lane, "lane");
        this.body = Objects.requireNonNull(body, "body");
    }

    // ---- starting ----

    /**
     * Hands the task over, to be run now.
     *
     * @return false if the lane or its runtime is closed; then it will not run
     */
    public final boolean start() {
        return lane.enqueue(this);
    }

    /**
     * Hands the task over, to be run later.
     *
     * @param delay from now; zero or less is at once
     * @param unit the unit of the delay
     * @return false if the lane or its runtime is closed; then it will not run
     */
    public final boolean start(long delay, TimeUnit unit) {
        if (delay <= 0) {
            return lane.enqueue(this);
        }
        return startDelayed(new Delay(this, unit.toNanos(delay), Delay.NONE, Delay.ALL));
    }

    /**
     * Hands the task over, to be run at a fixed rate until it is cancelled: at the initial delay, then each period after
     * that. A run that is late does not shift the next ones. Runs of one task never overlap.
     *
     * @param initialDelay from now; zero or less is at once
     * @param period between two runs; zero or less is one after the other without a pause
     * @param unit the unit of both
     * @return false if the lane or its runtime is closed; then it will not run
     */
    public final boolean startPeriodically(long initialDelay, long period, TimeUnit unit) {
        return startPeriodically(initialDelay, period, unit, Delay.ALL);
    }

    /**
     * As {@link #startPeriodically(long, long, TimeUnit)}, but runs that were missed by more than a given time, as when the
     * machine was asleep, are left out: the next comes a period after the one that ends so late, and the rate counts from there.
     *
     * @param initialDelay from now; zero or less is at once
     * @param period between two runs; zero or less is one after the other without a pause
     * @param unit the unit of both
     * @param catchUpNanos how late a run may be and still be caught up with, in nanoseconds, more than zero
     * @return false if the lane or its runtime is closed; then it will not run
     */
    public final boolean startPeriodically(long initialDelay, long period, TimeUnit unit, long catchUpNanos) {
        return startDelayed(new Delay(
                this,
                Math.max(0, unit.toNanos(initialDelay)),
                period <= 0 ? 0 : Math.max(1, unit.toNanos(period)),
                period <= 0 ? Delay.ALL : catchUpNanos));
    }

    private boolean startDelayed(Delay newDelay) {
        delay = newDelay;
        return newDelay.arm();
    }

    // ---- the handle ----

    /**
     * Keeps the task from running (again). Depending on its lane, a run that is under way is interrupted, but never by its
     * own thread. Lock-free; does not wait for the run to end.
     *
     * @return true if this call cancelled it, false if it had ended or was cancelled before
     */
    public final boolean cancel() {
        for (; ; ) {
            switch (state) {
                case NEW -> {
                    if (casState(NEW, CANCELLED)) {
                        body = null;
                        dropDelay();
                        return true;
                    }
                }
                case RUNNING -> {
                    boolean own = thread == Thread.currentThread();
                    if (own || lane.scope().onCancel() == OnCancel.LET_RUN) {
                        if (casState(RUNNING, CANCELLED)) {
                            return true;
                        }
                    } else if (casState(RUNNING, INTERRUPTING)) {
                        interrupt();
                        return true;
                    }
                }
                default -> {
                    return false;
                }
            }
        }
    }

    private void interrupt() {
        try {
            Thread runner = thread;
            if (runner != null) {
                runner.interrupt();
            }
        } finally {
            state = CANCELLED;
        }
    }

    /**
     * Whether the task will not run (again) and is not running, or was cancelled.
     *
     * @return false from its making to the end of its (last) run, unless it or its lane was cancelled
     */
    public final boolean isDone() {
        return state >= DONE || lane.isCancelled();
    }

    /**
     * Called on the task's thread with what its body threw.
     *
     * @param failure anything, {@link Error}s included
     * @return whether a periodic task goes on
     */
    protected abstract boolean failed(Throwable failure);

    // ---- for the lane that runs it ----

    /** Runs the body unless it was cancelled. By one runner at a time; true if it has to be {@link #again() run again}. */
    final boolean runOn(Thread self) {
        thread = self;
        if (!casState(NEW, RUNNING)) {
            thread = null;
            return false;
        }
        boolean goesOn = !lane.isCancelled() && runBody(self);
        boolean again = goesOn && delay != null && delay.isPeriodic();
        if (!casState(RUNNING, again ? NEW : DONE)) {
            again = false;
            awaitInterrupter();
        }
        if (self.isInterrupted()) {
            Thread.interrupted();
        }
        thread = null;
        if (!again) {
            body = null;
        }
        return again;
    }

    @SuppressWarnings("NullAway") // only the end of the task takes the body away
    private boolean runBody(Thread self) {
        try {
            body.run();
            return true;
        } catch (Throwable t) {
            try {
                return failed(t);
            } catch (Throwable inHandler) {
                lane.runtime().onTaskFailure(self, inHandler);
                return false;
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // the interrupter is between two statements
    private void awaitInterrupter() {
        while (state == INTERRUPTING) {
            Thread.yield();
        }
    }

    /** After a run of a periodic task, when the lane is done with it: on to the next. */
    final void again() {
        Delay periodic = delay;
        if (periodic != null && !periodic.rearm()) {
            cancel();
        }
    }

    private void dropDelay() {
        Delay waiting = delay;
        if (waiting != null) {
            waiting.cancel();
        }
    }

    // ---- state and link ----

    final GoLane lane() {
        return lane;
    }

    final boolean isCancelled() {
        return state >= CANCELLED;
    }

    final boolean isPeriodic() {
        return delay != null && delay.isPeriodic();
    }

    final @Nullable GoTask nextAcquire() {
        return (GoTask) NEXT.getAcquire(this);
    }

    final void setNextRelease(@Nullable GoTask task) {
        NEXT.setRelease(this, task);
    }

    private boolean casState(int expected, int value) {
        return STATE.compareAndSet(this, expected, value);
    }
}
