package dev.spindle.rxjava;

import dev.spindle.GoLane;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import java.util.concurrent.TimeUnit;

/** RxJava's worker over ours. */
final class GoRxWorker extends Scheduler.Worker {

    private final GoLane lane;
    private final long toleranceNanos;

    GoRxWorker(GoLane lane, long toleranceNanos) {
        this.lane = lane;
        this.toleranceNanos = toleranceNanos;
    }

    @Override
    public Disposable schedule(Runnable run) {
        return RxTask.start(lane, run);
    }

    @Override
    public Disposable schedule(Runnable run, long delay, TimeUnit unit) {
        return RxTask.start(lane, run, delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable run, long initialDelay, long period, TimeUnit unit) {
        return RxTask.startPeriodically(lane, run, initialDelay, period, unit, toleranceNanos);
    }

    @Override
    public void dispose() {
        lane.close();
    }

    @Override
    public boolean isDisposed() {
        return lane.isClosed();
    }
}
