package dev.spindle.rxjava;

import dev.spindle.GoLane;
import dev.spindle.GoTask;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.schedulers.SchedulerRunnableIntrospection;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A task as RxJava knows it: its {@link Disposable}, its hooks, its rejection, its errors.
 */
final class RxTask extends GoTask implements Disposable, SchedulerRunnableIntrospection {

    private final Runnable run;

    private RxTask(GoLane lane, Runnable run) {
        super(lane, RxJavaPlugins.onSchedule(run)); // which refuses null
        this.run = run;
    }

    static Disposable start(GoLane lane, Runnable run) {
        RxTask task = new RxTask(lane, run);
        return task.start() ? task : rejected(lane);
    }

    static Disposable start(GoLane lane, Runnable run, long delay, TimeUnit unit) {
        RxTask task = new RxTask(lane, run);
        return task.start(delay, unit) ? task : rejected(lane);
    }

    /** On a clock that nobody sets; RxJava's drift tolerance says what is too late to be caught up with. */
    static Disposable startPeriodically(
            GoLane lane, Runnable run, long initialDelay, long period, TimeUnit unit, long toleranceNanos) {
        RxTask task = new RxTask(lane, run);
        return task.startPeriodically(initialDelay, period, unit, toleranceNanos) ? task : rejected(lane);
    }

    /** Never throws. Who disposed of the lane knows why it rejects; that its runtime does is an error. */
    private static Disposable rejected(GoLane lane) {
        if (!lane.isClosed()) {
            RxJavaPlugins.onError(new RejectedExecutionException(
                    "the runtime " + lane.runtime().name() + " is closed: it takes no more tasks of this scheduler"));
        }
        return Disposable.disposed();
    }

    /** As RxJava's own periodic tasks do, a periodic task ends. */
    @Override
    protected boolean failed(Throwable failure) {
        RxJavaPlugins.onError(failure);
        return false;
    }

    @Override
    public void dispose() {
        cancel();
    }

    @Override
    public boolean isDisposed() {
        return isDone();
    }

    /** What the user handed over, not what a hook made of it. */
    @Override
    public Runnable getWrappedRunnable() {
        return run;
    }

    @Override
    public String toString() {
        return (isDone() ? "done: " : "task: ") + run;
    }
}
