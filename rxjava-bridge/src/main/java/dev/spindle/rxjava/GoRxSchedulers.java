package dev.spindle.rxjava;

import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import io.reactivex.rxjava3.core.Scheduler;
import java.util.Objects;

/**
 * RxJava's {@link Scheduler} on goroutines: tasks may block, {@code blockingGet()} included, and cost no more than on a plain pool
 * when they do not.
 *
 * <p>Use it wherever a scheduler is asked for, in {@code observeOn} and {@code subscribeOn} above all. Its workers take no thread and
 * are not pinned to one: a worker that is busy or blocked holds up no other. Errors of tasks go to {@code RxJavaPlugins.onError};
 * {@code RxJavaPlugins.onSchedule} sees each submission once, periodic ones included. What the disposed or shut down reject
 * is a disposed {@code Disposable}, never an exception; what a closed runtime rejects is reported to
 * {@code RxJavaPlugins.onError} besides.
 *
 * <p>Times are measured by a clock that nobody sets. A periodic task is run at a fixed rate and catches up, unless it is late by more
 * than {@link Scheduler#clockDriftTolerance()}, as after a sleep of the machine: then its rate counts from there.
 */
public final class GoRxSchedulers {

    private static final class Shared {
        static final Scheduler INSTANCE = make("shared()", GoRuntime.shared(), OnCancel.INTERRUPT, true);
    }

    private GoRxSchedulers() {}

    /**
     * The scheduler on {@link GoRuntime#shared()}. Shutting it down does nothing, so that nobody takes it away from others.
     *
     * @return always the same
     */
    public static Scheduler shared() {
        return Shared.INSTANCE;
    }

    /**
     * A scheduler on a runtime. A running task whose {@code Disposable} or worker is disposed of by another thread is interrupted.
     *
     * @param runtime what runs the tasks; shutting the scheduler down leaves it alone
     * @return a new scheduler; {@code shutdown()} cancels what it runs, {@code start()} makes it accept tasks again
     */
    public static Scheduler from(GoRuntime runtime) {
        return from(runtime, OnCancel.INTERRUPT);
    }

    /**
     * A scheduler on a runtime.
     *
     * @param runtime what runs the tasks; shutting the scheduler down leaves it alone
     * @param onDispose what happens to a running task whose {@code Disposable} or worker is disposed of by another thread
     * @return a new scheduler; {@code shutdown()} cancels what it runs, {@code start()} makes it accept tasks again
     */
    public static Scheduler from(GoRuntime runtime, OnCancel onDispose) {
        Objects.requireNonNull(runtime, "runtime");
        Objects.requireNonNull(onDispose, "onDispose");
        return make("from(" + runtime.name() + ")", runtime, onDispose, false);
    }

    private static Scheduler make(String name, GoRuntime runtime, OnCancel onDispose, boolean permanent) {
        return GoRxScheduler.make(
                "GoRxSchedulers." + name,
                runtime,
                onDispose,
                GoRxScheduler.Order.BY_WORKER,
                permanent,
                Scheduler.clockDriftTolerance());
    }

    /**
     * As {@link #install(GoRuntime)}, on the shared runtime.
     *
     * @throws IllegalStateException as there
     */
    public static void install() {
        install(GoRuntime.shared());
    }

    /**
     * Puts schedulers on goroutines in the place of {@code Schedulers.io()}, {@code computation()}, {@code newThread()} and
     * {@code single()}, the last of which still runs one task at a time. {@code trampoline()} and {@code from(executor)}
     * are left alone.
     *
     * <p>Where RxJava's own have not been used yet, they and their threads are never made. They are not shut down otherwise, and what
     * they run goes on. {@code Schedulers.shutdown()} and {@code start()} apply to the replacements.
     *
     * <p>For the whole JVM: an application's decision, not a library's. Idempotent. The runtime must stay open until
     * {@link #uninstall()}.
     *
     * @param runtime what runs the tasks
     * @throws IllegalStateException if {@code RxJavaPlugins} are locked down, or another runtime is installed
     */
    public static void install(GoRuntime runtime) {
        Installation.install(Objects.requireNonNull(runtime, "runtime"));
    }

    /**
     * Undoes {@link #install()}: {@code Schedulers.io()} and its kin are again what they were, handlers of {@code RxJavaPlugins}
     * that were set before included. Schedulers that somebody got in between pass their tasks on to those. What was started goes on.
     * Does nothing where nothing is installed.
     */
    public static void uninstall() {
        Installation.uninstall();
    }
}
