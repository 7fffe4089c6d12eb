package dev.spindle.rxjava;

import dev.spindle.GoLane;
import dev.spindle.GoRuntime;
import dev.spindle.GoTasks;
import dev.spindle.GoWorker;
import dev.spindle.OnCancel;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.internal.schedulers.SchedulerMultiWorkerSupport;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * RxJava's scheduler over scopes of tasks, one from each start to the next shutdown.
 *
 * <p>Workers are lines of tasks that any P may run, and a busy one holds up no other; so workers spread over the Ps by themselves,
 * however many are asked for at once.
 */
class GoRxScheduler extends Scheduler {

    /** What tasks may run beside which. */
    enum Order {
        /** All those of different workers. */
        BY_WORKER,
        /** None: there is one line for all, as on a single thread. */
        SINGLE
    }

    /** From a start to a shutdown. */
    private record Life(GoTasks tasks, @Nullable GoWorker line) {

        GoLane direct() {
            return line == null ? tasks : line;
        }

        GoLane worker() {
            return line == null ? tasks.worker() : line.subWorker();
        }
    }

    private final String name;
    private final GoRuntime runtime;
    private final OnCancel onDispose;
    private final Order order;

    /** Whether shutting down does nothing. */
    private final boolean permanent;

    /** How late a periodic task may be and still catch up. */
    private final long toleranceNanos;

    private final AtomicReference<Life> life;

    private GoRxScheduler(
            String name, GoRuntime runtime, OnCancel onDispose, Order order, boolean permanent, long toleranceNanos) {
        this.name = name;
        this.runtime = runtime;
        this.onDispose = onDispose;
        this.order = order;
        this.permanent = permanent;
        this.toleranceNanos = toleranceNanos;
        this.life = new AtomicReference<>(newLife());
    }

    static Scheduler make(
            String name, GoRuntime runtime, OnCancel onDispose, Order order, boolean permanent, long toleranceNanos) {
        return MultiWorker.isVisible()
                ? Multi.make(name, runtime, onDispose, order, permanent, toleranceNanos)
                : new GoRxScheduler(name, runtime, onDispose, order, permanent, toleranceNanos);
    }

    private Life newLife() {
        GoTasks tasks = GoTasks.on(runtime, onDispose);
        return new Life(tasks, order == Order.SINGLE ? tasks.worker() : null);
    }

    @Override
    public Disposable scheduleDirect(Runnable run) {
        return RxTask.start(life.get().direct(), run);
    }

    @Override
    public Disposable scheduleDirect(Runnable run, long delay, TimeUnit unit) {
        return RxTask.start(life.get().direct(), run, delay, unit);
    }

    @Override
    public Disposable schedulePeriodicallyDirect(Runnable run, long initialDelay, long period, TimeUnit unit) {
        return RxTask.startPeriodically(life.get().direct(), run, initialDelay, period, unit, toleranceNanos);
    }

    @Override
    public Worker createWorker() {
        return new GoRxWorker(life.get().worker(), toleranceNanos);
    }

    @Override
    public void start() {
        Life last = life.get();
        if (last.tasks().isClosed()) {
            life.compareAndSet(last, newLife());
        }
    }

    @Override
    public void shutdown() {
        if (!permanent) {
            life.get().tasks().close();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** Where RxJava lets us; see {@link MultiWorker}. */
    private static final class Multi extends GoRxScheduler implements SchedulerMultiWorkerSupport {

        private Multi(
                String name,
                GoRuntime runtime,
                OnCancel onDispose,
                Order order,
                boolean permanent,
                long toleranceNanos) {
            super(name, runtime, onDispose, order, permanent, toleranceNanos);
        }

        static Scheduler make(
                String name,
                GoRuntime runtime,
                OnCancel onDispose,
                Order order,
                boolean permanent,
                long toleranceNanos) {
            return new Multi(name, runtime, onDispose, order, permanent, toleranceNanos);
        }

        @Override
        public void createWorkers(int number, WorkerCallback callback) {
            MultiWorker.createOneByOne(this, number, callback);
        }
    }
}
