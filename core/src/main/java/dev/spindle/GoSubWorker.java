package dev.spindle;

/**
 * A worker in the line of another: its tasks run one after the other with all tasks of that one, and closing it ends its own
 * tasks only.
 *
 * <p>Costs one object. A task of a closed one stays in the line, as an empty step, until its turn comes.
 */
public final class GoSubWorker extends GoLane {

    private final GoWorker line;

    private volatile boolean closed;

    GoSubWorker(GoWorker line) {
        super(line.runtime());
        this.line = line;
    }

    /**
     * How many of its own tasks run or wait, delayed ones included. Takes time in proportion to the length of the line.
     *
     * @return an estimate, as tasks come and go during the count
     */
    public int pending() {
        return waitingCount() + (isCancelled() ? 0 : line.pendingOf(this));
    }

    @Override
    public boolean isClosed() {
        return closed || line.isClosed();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            line.cancelRunningOf(this);
            cancelWaiting();
        }
    }

    @Override
    GoTasks scope() {
        return line.scope();
    }

    @Override
    boolean isCancelled() {
        return closed || line.isCancelled();
    }

    @Override
    boolean enqueue(GoTask task) {
        return !closed && line.enqueue(task);
    }

    @Override
    void requeue(GoTask task) {
        line.requeue(task);
    }

    /** The worker and its scope close their parts' timers, too. */
    @Override
    void startsWaiting(Waiting wait) {
        super.startsWaiting(wait);
        line.startsWaiting(wait);
    }

    @Override
    boolean endsWaiting(Waiting wait) {
        boolean _ = super.endsWaiting(wait);
        return line.endsWaiting(wait);
    }

    @Override
    void comesDue(Waiting wait) {
        line.comesDue(wait);
    }
}
