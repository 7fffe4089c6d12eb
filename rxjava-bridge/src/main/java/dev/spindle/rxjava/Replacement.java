package dev.spindle.rxjava;

import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.functions.Supplier;
import io.reactivex.rxjava3.internal.schedulers.SchedulerMultiWorkerSupport;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the place of one of RxJava's own schedulers: ours until it is taken back, from then on the one that it replaced.
 *
 * <p>RxJava and its users keep what they once got, for ever at times; so there is a switch inside, instead of an end. The
 * replaced scheduler is asked for when it is first needed, since asking makes it.
 */
class Replacement extends Scheduler {

    private final Scheduler ours;
    private final Supplier<? extends Scheduler> replaced;

    private volatile boolean takenBack;

    /** Made under this object's monitor. */
    private volatile @Nullable Scheduler original;

    private Replacement(Scheduler ours, Supplier<? extends Scheduler> replaced) {
        this.ours = ours;
        this.replaced = replaced;
    }

    static Replacement make(Scheduler ours, Supplier<? extends Scheduler> replaced) {
        return MultiWorker.isVisible() ? Multi.make(ours, replaced) : new Replacement(ours, replaced);
    }

    void takeBack() {
        takenBack = true;
    }

    Scheduler target() {
        if (!takenBack) {
            return ours;
        }
        Scheduler known = original;
        return known != null ? known : original();
    }

    private synchronized Scheduler original() {
        Scheduler known = original;
        if (known == null) {
            try {
                known = replaced.get();
            } catch (Throwable t) {
                throw new IllegalStateException("the scheduler that was replaced by Spindle's cannot be made", t);
            }
            original = known;
        }
        return known;
    }

    @Override
    public Disposable scheduleDirect(Runnable run) {
        return target().scheduleDirect(run);
    }

    @Override
    public Disposable scheduleDirect(Runnable run, long delay, TimeUnit unit) {
        return target().scheduleDirect(run, delay, unit);
    }

    @Override
    public Disposable schedulePeriodicallyDirect(Runnable run, long initialDelay, long period, TimeUnit unit) {
        return target().schedulePeriodicallyDirect(run, initialDelay, period, unit);
    }

    @Override
    public Worker createWorker() {
        return target().createWorker();
    }

    @Override
    public long now(TimeUnit unit) {
        return target().now(unit);
    }

    @Override
    public void start() {
        target().start();
    }

    @Override
    public void shutdown() {
        target().shutdown();
    }

    @Override
    public String toString() {
        return takenBack ? "taken back: " + ours : ours.toString();
    }

    /** Where RxJava lets us; see {@link MultiWorker}. */
    private static final class Multi extends Replacement implements SchedulerMultiWorkerSupport {

        private Multi(Scheduler ours, Supplier<? extends Scheduler> replaced) {
            super(ours, replaced);
        }

        static Replacement make(Scheduler ours, Supplier<? extends Scheduler> replaced) {
            return new Multi(ours, replaced);
        }

        @Override
        public void createWorkers(int number, WorkerCallback callback) {
            Scheduler target = target();
            if (target instanceof SchedulerMultiWorkerSupport many) {
                many.createWorkers(number, callback);
            } else {
                MultiWorker.createOneByOne(target, number, callback);
            }
        }
    }
}
