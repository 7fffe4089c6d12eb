package dev.spindle.benchmarks.engine;

import dev.spindle.GoRuntime;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Timers of Spindle or of a peer. */
public interface TimerEngine extends Executor, AutoCloseable {

    /** The name of a {@link ScheduledThreadPoolExecutor}. */
    String SCHEDULED_POOL = "stpe";

    Handle schedule(Runnable task, long delayNanos);

    @Override
    void close();

    /** A timer that can be stopped. */
    @FunctionalInterface
    interface Handle {

        void cancel();
    }

    /**
     * Opens one by name.
     *
     * @param name a Spindle engine, {@code stpe}, {@code fjp}, {@code reactor-parallel} or {@code rxjava-computation}
     * @param ps how many tasks run at once
     * @return the timers
     */
    static TimerEngine open(String name, int ps) {
        return switch (name) {
            case SCHEDULED_POOL -> {
                var pool = new ScheduledThreadPoolExecutor(ps);
                pool.setRemoveOnCancelPolicy(true);
                yield new PoolTimers(pool);
            }
            case Engines.FORK_JOIN -> new PoolTimers(new ForkJoinPool(ps));
            case Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE ->
                new SpindleTimers((SpindleEngine) Engines.open(name, ps));
            case Engines.RXJAVA_COMPUTATION -> new RxTimers(RxEngine.open(name, ps));
            case Engines.REACTOR_PARALLEL -> new ReactorTimers(Schedulers.newParallel("bench", ps, true));
            default -> throw new IllegalArgumentException("No timers of '" + name + "'");
        };
    }

    /** Timers of a Spindle runtime. */
    record SpindleTimers(SpindleEngine engine) implements TimerEngine {

        @Override
        public void execute(Runnable task) {
            engine.execute(task);
        }

        @Override
        public Handle schedule(Runnable task, long delayNanos) {
            GoRuntime runtime = engine.runtime();
            return runtime.schedule(task, delayNanos, TimeUnit.NANOSECONDS)::cancel;
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    /** Timers of a pool of the JDK. */
    record PoolTimers(ScheduledExecutorService pool) implements TimerEngine {

        @Override
        public void execute(Runnable task) {
            pool.execute(task);
        }

        @Override
        public Handle schedule(Runnable task, long delayNanos) {
            ScheduledFuture<?> future = pool.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        }

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }

    /** Timers of a scheduler of Reactor. */
    record ReactorTimers(Scheduler scheduler) implements TimerEngine {

        @Override
        public void execute(Runnable task) {
            scheduler.schedule(task);
        }

        @Override
        public Handle schedule(Runnable task, long delayNanos) {
            return scheduler.schedule(task, delayNanos, TimeUnit.NANOSECONDS)::dispose;
        }

        @Override
        public void close() {
            scheduler.dispose();
        }
    }

    /** Timers of a scheduler of RxJava. */
    record RxTimers(RxEngine engine) implements TimerEngine {

        @Override
        public void execute(Runnable task) {
            var _ = engine.scheduler().scheduleDirect(task);
        }

        @Override
        public Handle schedule(Runnable task, long delayNanos) {
            return engine.scheduler().scheduleDirect(task, delayNanos, TimeUnit.NANOSECONDS)::dispose;
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
