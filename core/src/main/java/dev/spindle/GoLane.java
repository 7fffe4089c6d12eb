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

    /** Tasks that wait for their time; made with the first of them, under this object's monitor. */
    private volatile @Nullable Set<GoTask> waiting;

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

    void startsWaiting(GoTask task) {
        Set<GoTask> set = waiting;
        if (set == null) {
            set = makeWaiting();
        }
        set.add(task);
    }

    private synchronized Set<GoTask> makeWaiting() {
        Set<GoTask> set = waiting;
        if (set == null) {
            set = ConcurrentHashMap.newKeySet();
            waiting = set;
        }
        return set;
    }

    void endsWaiting(GoTask task) {
        Set<GoTask> set = waiting;
        if (set != null) {
            set.remove(task);
        }
    }

    final Iterable<GoTask> waiting() {
        Set<GoTask> set = waiting;
        return set == null ? Set.of() : set;
    }

    final int waitingCount() {
        Set<GoTask> set = waiting;
        return set == null ? 0 : set.size();
    }

    final void cancelWaiting() {
        waiting().forEach(GoTask::cancel);
    }
}
