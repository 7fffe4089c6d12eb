package dev.spindle.reactor;

import dev.spindle.GoWorker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Scannable;
import reactor.core.scheduler.Scheduler;

/** Reactor's worker over ours. */
final class GoSchedulerWorker implements Scheduler.Worker, Scannable {

    private final GoScheduler parent;
    private final GoWorker worker;

    GoSchedulerWorker(GoScheduler parent, GoWorker worker) {
        this.parent = parent;
        this.worker = worker;
    }

    @Override
    public Disposable schedule(Runnable task) {
        return ReactorTask.start(worker, task);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return ReactorTask.start(worker, task, delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return ReactorTask.startPeriodically(worker, task, initialDelay, period, unit);
    }

    @Override
    public void dispose() {
        worker.close();
    }

    @Override
    public boolean isDisposed() {
        return worker.isClosed();
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
        return key == Attr.BUFFERED ? worker.pending() : null;
    }

    @Override
    public String toString() {
        return parent + ".worker";
    }
}
