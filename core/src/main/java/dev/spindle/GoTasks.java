package dev.spindle;

import dev.spindle.runtime.Task;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * A scope of tasks on a runtime, with an end of its own: the core of a reactive library's scheduler.
 *
 * <p>Tasks that are started here run on their own, in any order and at the same time; those of a {@link #worker()} one after
 * the other. All may block. Closing the scope ends its tasks and those of its workers, and leaves the runtime
 * alone.
 *
 * <p><b>Ends.</b> {@link #close()} is forceful: it cancels everything. {@link #closeGracefully()} accepts nothing more, cancels
 * periodic tasks, and lets run what was accepted, delayed tasks included. {@link #termination()} tells of either when
 * nothing is left. Both count what is in flight: started is incremented, fenced, and only then is looked whether the scope is
 * closed; ended is summed before started, so that equal sums mean that there was a moment with nothing in flight.
 */
public final class GoTasks extends GoLane {

    private enum Stage {
        OPEN,
        CLOSING,
        CANCELLED
    }

    private final OnCancel onCancel;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.OPEN);
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();

    /** In portable mode, what runs now; in native mode the hosts know. */
    private final Set<LaneRun> running = ConcurrentHashMap.newKeySet();

    private GoTasks(GoRuntime runtime, OnCancel onCancel) {
        super(runtime);
        this.onCancel = onCancel;
    }

    /**
     * Opens a scope.
     *
     * @param runtime what runs the tasks
     * @param onCancel what happens to a running task that is cancelled
     * @return a new scope
     */
    public static GoTasks on(GoRuntime runtime, OnCancel onCancel) {
        return new GoTasks(Objects.requireNonNull(runtime, "runtime"), Objects.requireNonNull(onCancel, "onCancel"));
    }

    /**
     * Makes a worker, whose tasks run one after the other. It takes no thread and needs no closing; a worker of a closed
     * scope accepts nothing.
     *
     * @return a new worker
     */
    public GoWorker worker() {
        return new GoWorker(this);
    }

    /**
     * How many tasks run or wait here, each worker that is busy counting as one.
     *
     * @return a snapshot
     */
    public long inFlight() {
        long done = ended.sum();
        return Math.max(0, begun.sum() - done);
    }

    // ---- the end ----

    @Override
    public boolean isClosed() {
        return stage.get() != Stage.OPEN;
    }

    @Override
    public void close() {
        if (stage.getAndSet(Stage.CANCELLED) != Stage.CANCELLED) {
            VarHandle.fullFence();
            cancelWaiting();
            running.forEach(LaneRun::cancelRunning);
            for (Task task : runtime().scheduler().hosted().values()) {
                if (task instanceof LaneRun run && run.scope() == this) {
                    run.cancelRunning();
                }
            }
            settle();
        }
    }

    /**
     * Accepts nothing more and lets what was accepted come to its end, but for periodic tasks, which are cancelled. Does not wait.
     * Idempotent; {@link #close()} still works afterwards.
     */
    public void closeGracefully() {
        if (stage.compareAndSet(Stage.OPEN, Stage.CLOSING)) {
            VarHandle.fullFence();
            for (Waiting wait : waiting()) {
                if (wait.task().isPeriodic()) {
                    wait.task().cancel();
                }
            }
            settle();
        }
    }

    /**
     * Completes when the scope is closed and the last of its tasks has ended, on the thread that ended it.
     *
     * @return always the same stage; never fails
     */
    public CompletionStage<Void> termination() {
        return terminated.minimalCompletionStage();
    }

    // ---- for this package ----

    OnCancel onCancel() {
        return onCancel;
    }

    @Override
    GoTasks scope() {
        return this;
    }

    @Override
    boolean isCancelled() {
        return stage.get() == Stage.CANCELLED;
    }

    @Override
    boolean enqueue(GoTask task) {
        if (!begin()) {
            return false;
        }
        runtime().scheduler().submit(new Single(this, task));
        return true;
    }

    @Override
    void requeue(GoTask task) {
        beginAccepted();
        runtime().scheduler().submitLast(new Single(this, task));
    }

    /** Counts something in, unless the scope is closed; {@link #end()} takes it back. */
    boolean begin() {
        begun.increment();
        VarHandle.fullFence(); // pairs with the ones after the change of stage
        if (isClosed() || !runtime().accepts()) {
            end();
            return false;
        }
        return true;
    }

    /** Counts in what goes on from something that is counted now. */
    void beginAccepted() {
        begun.increment();
    }

    void end() {
        if (endsLate()) {
            settle();
        }
    }

    /** As {@link #end()}, where nobody's code may run: those who wait for the termination are told by a task. */
    void endOnCarrier() {
        if (endsLate()) {
            runtime().scheduler().submitLast(new Settling());
        }
    }

    private boolean endsLate() {
        ended.increment();
        VarHandle.fullFence(); // pairs with the ones after the change of stage
        return isClosed();
    }

    /** Tells those who wait for the termination; also where the runtime ends before it has run. */
    private final class Settling extends RuntimeTask {

        Settling() {
            super(GoTasks.this.runtime());
        }

        @Override
        void call() {
            settle();
        }

        @Override
        public void neverRan() {
            settle();
        }
    }

    private void settle() {
        long done = ended.sum();
        if (done == begun.sum()) {
            terminated.complete(null);
        }
    }

    void beginsRun(LaneRun run) {
        running.add(run);
        VarHandle.fullFence();
    }

    void endsRun(LaneRun run) {
        running.remove(run);
    }

    /** A task that runs on its own. */
    private static final class Single extends LaneRun {

        private final GoTask task;

        Single(GoTasks scope, GoTask task) {
            super(scope);
            this.task = task;
        }

        @Override
        void call() {
            boolean again = runTask(task, Thread.currentThread());
            noCurrent();
            if (again) {
                task.again();
            }
            scope().end();
        }

        @Override
        public void neverRan() {
            task.cancel();
            runtime().neverRan(this);
            scope().end();
        }

        @Override
        public String toString() {
            return task.toString();
        }
    }
}
