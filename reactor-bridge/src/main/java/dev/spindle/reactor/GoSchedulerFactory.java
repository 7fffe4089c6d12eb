package dev.spindle.reactor;

import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Makes schedulers on goroutines wherever Reactor would make one with threads. Immutable; for
 * {@link GoSchedulers#install(GoSchedulerFactory)}.
 *
 * <p>What the caller of a {@code Schedulers.new...} method asks for is kept as follows.
 *
 * <ul>
 *   <li><b>One at a time</b>: {@code newSingle}, and the others with room for one thread, run one task after the other.
 *   <li><b>A cap on threads</b> above one is not a cap on tasks here: a task that blocks gives its P to others, and the parallelism of
 *       the runtime bounds how many compute at once.
 *   <li><b>A cap on queued tasks</b> has nothing to apply to: no task waits for a thread, and none is rejected.
 *   <li><b>The thread factory</b> gives its name to the scheduler. Its threads, their uncaught handler included, are not used.
 * </ul>
 */
public final class GoSchedulerFactory implements Schedulers.Factory {

    private final GoRuntime runtime;
    private final OnCancel onDispose;
    private final boolean keepsBlockingRule;
    private final boolean permanent;

    private GoSchedulerFactory(GoRuntime runtime, OnCancel onDispose, boolean keepsBlockingRule, boolean permanent) {
        this.runtime = runtime;
        this.onDispose = onDispose;
        this.keepsBlockingRule = keepsBlockingRule;
        this.permanent = permanent;
    }

    /**
     * A factory with the defaults: running tasks are interrupted when they are disposed of, and all may block.
     *
     * @param runtime what runs the tasks; it must live as long as the schedulers
     * @return a factory
     */
    public static GoSchedulerFactory on(GoRuntime runtime) {
        return new GoSchedulerFactory(Objects.requireNonNull(runtime, "runtime"), OnCancel.INTERRUPT, false, false);
    }

    /**
     * The same with another policy for running tasks that are disposed of; see {@link GoSchedulerBuilder#onDispose}.
     *
     * @param policy the policy
     * @return another factory
     */
    public GoSchedulerFactory onDispose(OnCancel policy) {
        return new GoSchedulerFactory(runtime, Objects.requireNonNull(policy, "policy"), keepsBlockingRule, permanent);
    }

    /**
     * The same with Reactor's old rule: {@code block()} and its kin throw in tasks of parallel and single schedulers, and are allowed
     * in those of bounded elastic ones. See {@link GoSchedulerBuilder#forbidBlocking()}.
     *
     * @return another factory
     */
    public GoSchedulerFactory keepBlockingRule() {
        return new GoSchedulerFactory(runtime, onDispose, true, permanent);
    }

    /** The same, whose schedulers ignore that they are disposed of. */
    GoSchedulerFactory permanent() {
        return new GoSchedulerFactory(runtime, onDispose, keepsBlockingRule, true);
    }

    @Override
    public Scheduler newBoundedElastic(int threadCap, int queuedTaskCap, ThreadFactory threadFactory, int ttlSeconds) {
        return boundedElastic(threadCap, threadFactory);
    }

    @Override
    public Scheduler newThreadPerTaskBoundedElastic(int threadCap, int queuedTaskCap, ThreadFactory threadFactory) {
        return boundedElastic(threadCap, threadFactory);
    }

    @Override
    public Scheduler newParallel(int parallelism, ThreadFactory threadFactory) {
        return make(
                "goParallel", threadFactory, isSerial(parallelism, Schedulers.DEFAULT_POOL_SIZE), keepsBlockingRule);
    }

    @Override
    public Scheduler newSingle(ThreadFactory threadFactory) {
        return make("goSingle", threadFactory, true, keepsBlockingRule);
    }

    private Scheduler boundedElastic(int threadCap, ThreadFactory threadFactory) {
        boolean serial = isSerial(threadCap, Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE);
        return make("goBoundedElastic", threadFactory, serial, false);
    }

    /** Whether somebody wants one task at a time; the default of a machine with one processor is nobody's wish. */
    private static boolean isSerial(int cap, int byDefault) {
        if (cap < 1) {
            throw new IllegalArgumentException("a scheduler needs room for at least 1 thread, not " + cap);
        }
        return cap == 1 && byDefault != 1;
    }

    private Scheduler make(String kind, ThreadFactory threadFactory, boolean serial, boolean forbidsBlocking) {
        GoSchedulerBuilder builder = GoSchedulers.builder(runtime)
                .name(kind + '(' + runtime.name() + nameOf(threadFactory) + ')')
                .onDispose(onDispose);
        if (serial) {
            builder.serial();
        }
        if (forbidsBlocking) {
            builder.forbidBlocking();
        }
        if (permanent) {
            builder.permanent();
        }
        return builder.build();
    }

    /** Reactor's own thread factories tell the name that the user gave. */
    private static String nameOf(ThreadFactory threadFactory) {
        return threadFactory instanceof Supplier<?> named ? ",\"" + named.get() + '"' : "";
    }
}
