package dev.spindle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after the other, in the order in which they were started: what reactive libraries call a worker.
 *
 * <p>Tasks never overlap, and each happens before the next, whatever threads they run on. A task that blocks holds up
 * those behind it and nobody else. Delayed tasks join the end of the line when their time has come, in the order of their times. Cheap to make: two
 * objects, no thread.
 *
 * <p><b>The queue</b> is the tasks themselves, linked (D. Vyukov's intrusive queue, with an idle state as in the MCS lock):
 *
 * <pre>
 * tail == null   idle: whoever makes it non-null submits the drain with that task as its head
 * tail == t      busy: t is the last task; whoever replaces it links the new one behind t
 * </pre>
 *
 * The drain takes the link of the task that it ran; without one it tries to make {@code tail} null again, and where that fails
 * the link is about to appear. One CAS to start a task is all that producers share. After a slice of tasks the drain goes
 * to the end of its P's queue, so that a worker that never runs dry starves nobody.
 */
public final class GoWorker extends GoLane {

    /** Tasks in a row before others get a turn. */
    static final int SLICE = 64;

    private static final VarHandle TAIL;

    static {
        try {
            TAIL = MethodHandles.lookup().findVarHandle(GoWorker.class, "tail", GoTask.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final GoTasks scope;
    private final Drain drain;

    /** By CAS: producers to their task, the drain to null. */
    private volatile @Nullable GoTask tail;

    private volatile boolean closed;

    GoWorker(GoTasks scope) {
        super(scope.runtime());
        this.scope = scope;
        this.drain = new Drain(this);
    }

    /**
     * Makes a worker whose tasks stand in this one's line but which can be closed without it: what a library's scheduler with a
     * single thread gives out as its workers.
     *
     * @return a new worker; closed together with this one
     */
    public GoSubWorker subWorker() {
        return new GoSubWorker(this);
    }

    /**
     * How many tasks run or wait, delayed ones included.
     *
     * @return an estimate, as tasks come and go during the count
     */
    public int pending() {
        int n = waitingCount();
        for (GoTask task = drain.current(); task != null; task = task.nextAcquire()) {
            n++;
        }
        return n;
    }

    /** Of them, those of one lane. */
    int pendingOf(GoLane lane) {
        int n = 0;
        for (GoTask task = drain.current(); task != null; task = task.nextAcquire()) {
            n += task.lane() == lane ? 1 : 0;
        }
        return n;
    }

    /** After a lane in this line was marked as closed: reaches its task if that runs now. */
    void cancelRunningOf(GoLane lane) {
        VarHandle.fullFence(); // pairs with the one in runTask
        GoTask running = drain.current();
        if (running != null && running.lane() == lane) {
            running.cancel();
        }
    }

    @Override
    public boolean isClosed() {
        return closed || scope.isClosed();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            drain.cancelRunning();
            cancelWaiting();
        }
    }

    @Override
    GoTasks scope() {
        return scope;
    }

    @Override
    boolean isCancelled() {
        return closed || scope.isCancelled();
    }

    @Override
    boolean enqueue(GoTask task) {
        return !closed && push(task, false);
    }

    @Override
    void requeue(GoTask task) {
        push(task, true);
    }

    /** The scope closes its workers' timers, too. */
    @Override
    void startsWaiting(Waiting wait) {
        scope.startsWaiting(wait);
        super.startsWaiting(wait);
    }

    @Override
    Set<Waiting> newWaitingSet() {
        return new DueLine();
    }

    @Override
    boolean endsWaiting(Waiting wait) {
        boolean _ = scope.endsWaiting(wait);
        return super.endsWaiting(wait);
    }

    @Override
    void comesDue(Waiting wait) {
        if (waiting() instanceof DueLine line) {
            line.joinDue();
        }
    }

    /**
     * Appends a task. A busy worker is counted in its scope as long as {@code tail} is not null, so the count is taken before
     * {@code tail} leaves null, and nowhere else.
     */
    private boolean push(GoTask task, boolean accepted) {
        boolean counted = false;
        for (; ; ) {
            GoTask last = tail;
            if (last == null && !counted) {
                if (accepted) {
                    scope.beginAccepted();
                } else if (!scope.begin()) {
                    return false;
                }
                counted = true;
            } else if (last != null
                    && !accepted
                    && !counted
                    && (scope.isClosed() || !runtime().accepts())) {
                return false;
            }
            if (TAIL.compareAndSet(this, last, task)) {
                if (last == null) {
                    drain.begin(task);
                } else {
                    last.setNextRelease(task);
                    if (counted) {
                        scope.end();
                    }
                }
                return true;
            }
        }
    }

    private boolean goIdle(GoTask last) {
        return TAIL.compareAndSet(this, last, null);
    }

    /** The consumer side; its fields belong to the one drain that runs or is submitted. */
    private static final class Drain extends LaneRun {

        private final GoWorker worker;

        /** The first task of the next slice; handed on by way of the scheduler. */
        private @Nullable GoTask head;

        Drain(GoWorker worker) {
            super(worker.scope);
            this.worker = worker;
        }

        void begin(GoTask first) {
            head = first;
            runtime().scheduler().submit(this);
        }

        @Override
        void call() {
            Thread self = Thread.currentThread();
            GoTask task = head;
            head = null;
            for (int n = 1; task != null; n++) {
                boolean again = runTask(task, self);
                GoTask next = unlink(task);
                if (next != null && n == SLICE) {
                    noCurrent();
                    head = next;
                    if (again) {
                        task.again();
                    }
                    runtime().scheduler().submitLast(this);
                    return;
                }
                if (again) {
                    task.again();
                }
                if (next == null) {
                    scope().end();
                }
                task = next;
            }
        }

        /** Takes the task out and gives the one behind it; with null the worker is idle, and anyone's. */
        @SuppressWarnings("ThreadPriorityCheck") // the producer is between its CAS and its store
        private @Nullable GoTask unlink(GoTask task) {
            GoTask next = task.nextAcquire();
            if (next == null) {
                noCurrent();
                if (worker.goIdle(task)) {
                    return null;
                }
                for (next = task.nextAcquire(); next == null; next = task.nextAcquire()) {
                    Thread.yield();
                }
            }
            task.setNextRelease(null);
            return next;
        }

        @Override
        public void neverRan() {
            GoTask task = head;
            head = null;
            while (task != null) {
                task.cancel();
                runtime().neverRan(this);
                task = unlink(task);
            }
            scope().end();
        }

        @Override
        public String toString() {
            return "worker";
        }
    }
}
