package dev.spindle.reactor;

import dev.spindle.GoLane;
import dev.spindle.GoSubWorker;
import dev.spindle.GoWorker;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Scannable;
import reactor.core.scheduler.Scheduler;

/** Reactor's worker over ours. */
final class GoSchedulerWorker implements Scheduler.Worker, Scannable {

    private final GoScheduler parent;
    private final GoLane lane;
    private final IntSupplier pending;

    GoSchedulerWorker(GoScheduler parent, GoWorker worker) {
        this(parent, worker, worker::pending);
    }

    GoSchedulerWorker(GoScheduler parent, GoSubWorker worker) {
        this(parent, worker, worker::pending);
    }

    private GoSchedulerWorker(GoScheduler parent, GoLane lane, IntSupplier pending) {
        this.parent = parent;
        this.lane = lane;
        this.pending = pending;
    }

    @Override
    public Disposable schedule(Runnable task) {
        return ReactorTask.start(lane, parent.bodyOf(task));
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return ReactorTask.start(lane, parent.bodyOf(task), delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return ReactorTask.startPeriodically(lane, parent.bodyOf(task), initialDelay, period, unit);
    }

    @Override
    public void dispose() {
        lane.close();
    }

    @Override
    public boolean isDisposed() {
        return lane.isClosed();
    }

    @Override
    @SuppressWarnings({"rawtypes", "ReferenceEquality"}) // keys are constants, declared raw
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.TERMINATED || key == Attr.CANCELLED) {
            return isDisposed();
        }
        if (key == Attr.NAME) {
            return parent + ".worker";
        }
        if (key == Attr.PARENT) {
            return parent;
        }
        return key == Attr.BUFFERED ? pending.getAsInt() : null;
    }

    @Override
    public String toString() {
        return parent + ".worker";
    }
}
