package dev.spindle.reactor;

import dev.spindle.GoLane;
import dev.spindle.GoTask;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A task as Reactor knows it: its {@link Disposable}, its rejection, its errors.
 */
final class ReactorTask extends GoTask implements Disposable {

    /**
     * Runs a task on the spot, and what that throws goes Reactor's way, which has no other public entrance. Hooks on scheduling see
     * that task, too.
     */
    private static final Scheduler ERRORS = Schedulers.fromExecutor(Runnable::run);

    private ReactorTask(GoLane lane, Runnable body) {
        super(lane, body);
    }

    static Disposable start(GoLane lane, Runnable body) {
        ReactorTask started = new ReactorTask(lane, body);
        return started.orRejected(started.start());
    }

    static Disposable start(GoLane lane, Runnable body, long delay, TimeUnit unit) {
        ReactorTask started = new ReactorTask(lane, body);
        return started.orRejected(started.start(delay, unit));
    }

    static Disposable startPeriodically(GoLane lane, Runnable body, long initialDelay, long period, TimeUnit unit) {
        ReactorTask started = new ReactorTask(lane, body);
        return started.orRejected(started.startPeriodically(initialDelay, period, unit));
    }

    private Disposable orRejected(boolean accepted) {
        if (!accepted) {
            throw Exceptions.failWithRejected();
        }
        return this;
    }

    /** As Reactor's own periodic tasks do, a periodic task goes on. */
    @Override
    protected boolean failed(Throwable failure) {
        ERRORS.schedule(() -> ReactorTask.<RuntimeException>rethrow(failure));
        return true;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // throws what it gets, checked or not
    private static <E extends Throwable> void rethrow(Throwable failure) throws E {
        throw (E) failure;
    }

    @Override
    public void dispose() {
        cancel();
    }

    @Override
    public boolean isDisposed() {
        return isDone();
    }
}
