package dev.spindle;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link GoTask} runs: on its own ({@link GoTasks}), or one after the other with others ({@link GoWorker},
 * {@link GoSubWorker}).
 *
 * <p>Thread-safe. Nothing here blocks.
 */
public abstract sealed class GoLane permits GoTasks, GoWorker, GoSubWorker {

    private final GoRuntime runtime;

    /** Those that wait for their time; made with the first of them, under this object's monitor. */
    private volatile @Nullable Set<Waiting> waiting;

    GoLane(GoRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * The runtime that runs the tasks.
     *
     * @return always the same
     */
    public final GoRuntime runtime() {
        return runtime;
    }

    /**
     * Whether no more tasks are accepted.
     *
     * @return true from the beginning of any way of closing
     */
    public abstract boolean isClosed();

    /**
     * Cancels all that was accepted and has not ended, and accepts nothing more. Idempotent.
     */
    public abstract void close();

    // ---- for this package ----

    /** The scope whose count and policy rule here. */
    abstract GoTasks scope();

    /** Whether all tasks here are cancelled. */
    abstract boolean isCancelled();

    /** Accepts a task to be run now; false if closed. */
    abstract boolean enqueue(GoTask task);

    /** Runs a task that was accepted before, behind what is runnable already. */
    abstract void requeue(GoTask task);

    /** Puts a wait where a close finds it. Where that is more than one set, the one that {@link #comesDue} looks into is the last. */
    void startsWaiting(Waiting wait) {
        Set<Waiting> set = waiting;
        if (set == null) {
            set = makeWaiting();
        }
        set.add(wait);
    }

    private synchronized Set<Waiting> makeWaiting() {
        Set<Waiting> set = waiting;
        if (set == null) {
            set = newWaitingSet();
            waiting = set;
        }
        return set;
    }

    Set<Waiting> newWaitingSet() {
        return ConcurrentHashMap.newKeySet();
    }

    /** Takes a wait out of all sets; whether this was it. */
    boolean endsWaiting(Waiting wait) {
        Set<Waiting> set = waiting;
        return set != null && set.remove(wait);
    }

    /** The time of a wait has come: lets its task join, unless that has happened. */
    void comesDue(Waiting wait) {
        if (endsWaiting(wait)) {
            wait.join();
        }
    }

    final Set<Waiting> waiting() {
        Set<Waiting> set = waiting;
        return set == null ? Set.of() : set;
    }

    final int waitingCount() {
        return waiting().size();
    }

    final void cancelWaiting() {
        waiting().forEach(wait -> wait.task().cancel());
    }
}
