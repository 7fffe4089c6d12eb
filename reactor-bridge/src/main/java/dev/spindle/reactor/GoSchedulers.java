package dev.spindle.reactor;

import dev.spindle.GoRuntime;
import dev.spindle.GoTasks;
import dev.spindle.OnCancel;
import reactor.core.scheduler.Scheduler;

/**
 * Reactor's {@link Scheduler} on goroutines: tasks may block, {@code block()} included, and cost no more than on a plain pool when
 * they do not.
 *
 * <p>Use it wherever a scheduler is asked for, in {@code publishOn} and {@code subscribeOn} above all. Its workers take no thread and
 * are not pinned to one. Errors of tasks go where Reactor sends them, to the uncaught handler of the thread and then to
 * {@code Schedulers.onHandleError}. {@code Schedulers.onSchedule} hooks see each submission once.
 * {@code Schedulers.addExecutorServiceDecorator} does not apply, as there is no executor service underneath.
 */
public final class GoSchedulers {

    private static final class Shared {
        static final Scheduler INSTANCE =
                new GoScheduler("GoSchedulers.shared()", GoTasks.on(GoRuntime.shared(), OnCancel.INTERRUPT), true);
    }

    private GoSchedulers() {}

    /**
     * The scheduler on {@link GoRuntime#shared()}. As with Reactor's own common schedulers, disposing of it does nothing, so
     * that nobody takes it away from others.
     *
     * @return always the same
     */
    public static Scheduler shared() {
        return Shared.INSTANCE;
    }

    /**
     * A scheduler on a runtime. A running task whose {@code Disposable} or worker is disposed of by another thread is interrupted.
     *
     * @param runtime what runs the tasks; disposing of the scheduler leaves it alone
     * @return a new scheduler, to be disposed of by the caller
     */
    public static Scheduler from(GoRuntime runtime) {
        return from(runtime, OnCancel.INTERRUPT);
    }

    /**
     * A scheduler on a runtime.
     *
     * @param runtime what runs the tasks; disposing of the scheduler leaves it alone
     * @param onDispose what happens to a running task whose {@code Disposable} or worker is disposed of by another thread
     * @return a new scheduler, to be disposed of by the caller
     */
    public static Scheduler from(GoRuntime runtime, OnCancel onDispose) {
        return new GoScheduler("GoSchedulers.from(" + runtime.name() + ")", GoTasks.on(runtime, onDispose), false);
    }
}
