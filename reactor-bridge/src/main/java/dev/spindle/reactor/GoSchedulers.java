package dev.spindle.reactor;

import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reactor's {@link Scheduler} on goroutines: tasks may block, {@code block()} included, and cost no more than on a plain pool when
 * they do not.
 *
 * <p>Use it wherever a scheduler is asked for, in {@code publishOn} and {@code subscribeOn} above all. Its workers take no thread and
 * are not pinned to one. Errors of tasks go where Reactor sends them, to the uncaught handler of the thread and then to
 * {@code Schedulers.onHandleError}. {@code Schedulers.onSchedule} hooks see each submission once.
 * {@code Schedulers.addExecutorServiceDecorator} does not apply, as there is no executor service underneath.
 *
 * <p>{@link #install()} puts goroutines under {@code Schedulers.parallel()}, {@code boundedElastic()} and {@code single()}, too, for
 * libraries that ask for nothing else.
 */
public final class GoSchedulers {

    private static final class Shared {
        static final Scheduler INSTANCE = builder(GoRuntime.shared())
                .name("GoSchedulers.shared()")
                .permanent()
                .build();
    }

    /** What {@link #install} found; null while nothing is installed. Under the monitor of this class. */
    private static Schedulers.@Nullable Snapshot before;

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
        return builder(runtime).build();
    }

    /**
     * A scheduler on a runtime.
     *
     * @param runtime what runs the tasks; disposing of the scheduler leaves it alone
     * @param onDispose what happens to a running task whose {@code Disposable} or worker is disposed of by another thread
     * @return a new scheduler, to be disposed of by the caller
     */
    public static Scheduler from(GoRuntime runtime, OnCancel onDispose) {
        return builder(runtime).onDispose(onDispose).build();
    }

    /**
     * A builder of schedulers on a runtime, for what the other methods leave at its default.
     *
     * @param runtime what runs the tasks; disposing of a scheduler leaves it alone
     * @return a new builder
     */
    public static GoSchedulerBuilder builder(GoRuntime runtime) {
        return new GoSchedulerBuilder(runtime);
    }

    /**
     * Puts goroutines on {@link GoRuntime#shared()} under Reactor's common and newly made schedulers. See
     * {@link #install(GoSchedulerFactory)}.
     *
     * @return true if this call did it, false if it was done before
     */
    public static boolean install() {
        return install(GoSchedulerFactory.on(GoRuntime.shared()));
    }

    /**
     * From now on {@code Schedulers.parallel()}, {@code boundedElastic()}, {@code single()} and their {@code new...} relatives give
     * schedulers of this factory, in the whole JVM. Schedulers that libraries hold already, and what runs on them, stay as they
     * are; so this is best called before those are loaded.
     *
     * @param factory makes the schedulers
     * @return true if this call did it; false, and nothing has changed, if it was done before and not undone
     */
    public static synchronized boolean install(GoSchedulerFactory factory) {
        Objects.requireNonNull(factory, "factory");
        if (before != null) {
            return false;
        }
        before = Schedulers.setFactoryWithSnapshot(factory);
        return true;
    }

    /**
     * Takes {@link #install(GoSchedulerFactory)} back: Reactor's common schedulers are again the very ones from before, and new ones
     * come from the factory from before. Schedulers that were given out in between go on working, so nobody who holds one is
     * rejected. What others have done to Reactor's factory since is lost; undo it first.
     *
     * @return true if this call did it, false if nothing was installed
     */
    public static synchronized boolean uninstall() {
        Schedulers.Snapshot found = before;
        if (found == null) {
            return false;
        }
        before = null;
        // Forgets the common schedulers, of which the next step would dispose; who asks in between gets one that cannot
        // be
        // disposed of.
        Schedulers.setFactoryWithSnapshot(
                GoSchedulerFactory.on(GoRuntime.shared()).permanent());
        Schedulers.resetFrom(found);
        return true;
    }
}
