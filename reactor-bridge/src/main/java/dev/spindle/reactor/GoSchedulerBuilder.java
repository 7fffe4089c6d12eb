package dev.spindle.reactor;

import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * Builds a Reactor {@link Scheduler} on a {@link GoRuntime}. Not thread-safe; each {@link #build()} makes another scheduler.
 */
public final class GoSchedulerBuilder {

    private final GoRuntime runtime;
    private @Nullable String name;
    private OnCancel onDispose = OnCancel.INTERRUPT;
    private boolean serial;
    private boolean forbidsBlocking;
    private boolean permanent;

    GoSchedulerBuilder(GoRuntime runtime) {
        this.runtime = Objects.requireNonNull(runtime, "runtime");
    }

    /**
     * What {@code toString} and {@code Scannable} tell. Default: {@code GoSchedulers.from(} name of the runtime {@code )}.
     *
     * @param name any text
     * @return this
     */
    public GoSchedulerBuilder name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * What happens to a running task whose {@code Disposable} or worker, or the scheduler, is disposed of by another thread. A
     * task that disposes of itself is never interrupted. Default {@link OnCancel#INTERRUPT}, as Reactor's own schedulers do.
     *
     * @param policy {@link OnCancel#LET_RUN} for code that takes an interrupt badly
     * @return this
     */
    public GoSchedulerBuilder onDispose(OnCancel policy) {
        this.onDispose = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * One task at a time, in order, those of all its workers included: as {@code Schedulers.single()}. A task that blocks holds up all
     * others. Default: tasks run side by side, those of each worker one after the other.
     *
     * @return this
     */
    public GoSchedulerBuilder serial() {
        this.serial = true;
        return this;
    }

    /**
     * Keeps Reactor's old rule: {@code block()}, {@code blockFirst()}, {@code toIterable()} and the like throw
     * {@link IllegalStateException} in tasks of this scheduler, as on {@code Schedulers.parallel()}. Anything else that blocks is
     * not noticed without BlockHound. Costs some ten nanoseconds a task. Default: {@code block()} parks.
     *
     * @return this
     */
    public GoSchedulerBuilder forbidBlocking() {
        this.forbidsBlocking = true;
        return this;
    }

    /** Disposing of it does nothing. */
    GoSchedulerBuilder permanent() {
        this.permanent = true;
        return this;
    }

    /**
     * Makes the scheduler. It needs no {@code init()}.
     *
     * @return a new scheduler, to be disposed of by the caller; that leaves the runtime alone
     */
    public Scheduler build() {
        if (forbidsBlocking) {
            BlockingForbidden.announce();
        }
        return new GoScheduler(this);
    }

    // ---- for GoScheduler ----

    GoRuntime runtime() {
        return runtime;
    }

    String name() {
        return name != null ? name : "GoSchedulers.from(" + runtime.name() + ")";
    }

    OnCancel onDispose() {
        return onDispose;
    }

    boolean isSerial() {
        return serial;
    }

    boolean forbidsBlocking() {
        return forbidsBlocking;
    }

    boolean isPermanent() {
        return permanent;
    }
}
