package dev.spindle.benchmarks.workload;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Workloads for schedulers of RxJava, the same as {@link ReactorWorkloads}. */
public final class RxWorkloads {

    private static final int IN_FLIGHT = 256;
    private static final int PATIENCE_MINUTES = 2;

    private RxWorkloads() {}

    /** A thread that is none of the scheduler's submits {@code n} tasks. */
    public static void schedule(Scheduler scheduler, int n) throws InterruptedException {
        var all = new Countdown(n);
        Runnable task = all::countDown;
        for (int i = 0; i < n; i++) {
            scheduler.scheduleDirect(task);
        }
        all.await();
    }

    /** A thread that is none of the scheduler's submits {@code n} tasks to workers, one after the other in turn. */
    public static void workersSchedule(Scheduler.Worker[] workers, int n) throws InterruptedException {
        var all = new Countdown(n);
        Runnable task = all::countDown;
        for (int i = 0, next = 0; i < n; i++) {
            workers[next].schedule(task);
            next = next + 1 == workers.length ? 0 : next + 1;
        }
        all.await();
    }

    /** {@code n} one-element sources, each subscribed on the scheduler, 256 in flight. */
    public static void flatMapSubscribeOn(Scheduler scheduler, int n) throws InterruptedException {
        check(
                n,
                Flowable.range(0, n)
                        .flatMap(i -> Flowable.fromCallable(() -> i).subscribeOn(scheduler), IN_FLIGHT)
                        .count());
    }

    /** A range that changes over to the scheduler. */
    public static void observeOn(Scheduler scheduler, int n) throws InterruptedException {
        check(n, Flowable.range(0, n).observeOn(scheduler).count());
    }

    static void check(long expected, Single<Long> count) throws InterruptedException {
        long got;
        try {
            got = count.toFuture().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The pipeline failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("The pipeline did not end in " + PATIENCE_MINUTES + " min", e);
        }
        if (got != expected) {
            throw new IllegalStateException("The pipeline gave " + got + " elements in place of " + expected);
        }
    }
}
