package dev.spindle.benchmarks.workload;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Workloads for schedulers of Reactor. All are called from a platform thread and return when what they started has ended. */
public final class ReactorWorkloads {

    private static final int IN_FLIGHT = 256;
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private ReactorWorkloads() {}

    /** A thread that is none of the scheduler's submits {@code n} tasks. */
    public static void schedule(Scheduler scheduler, int n) throws InterruptedException {
        var all = new Countdown(n);
        Runnable task = all::countDown;
        for (int i = 0; i < n; i++) {
            scheduler.schedule(task);
        }
        all.await();
    }

    /** A thread that is none of the scheduler's submits {@code n} tasks to one worker. */
    public static void workerSchedule(Scheduler scheduler, int n) throws InterruptedException {
        var all = new Countdown(n);
        Runnable task = all::countDown;
        Scheduler.Worker worker = scheduler.createWorker();
        for (int i = 0; i < n; i++) {
            worker.schedule(task);
        }
        all.await();
        worker.dispose();
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
    public static void flatMapSubscribeOn(Scheduler scheduler, int n) {
        check(
                n,
                Flux.range(0, n)
                        .flatMap(i -> Mono.fromCallable(() -> i).subscribeOn(scheduler), IN_FLIGHT)
                        .count()
                        .block(PATIENCE));
    }

    /** A range that changes over to the scheduler. */
    public static void publishOn(Scheduler scheduler, int n) {
        check(n, Flux.range(0, n).publishOn(scheduler).count().block(PATIENCE));
    }

    static void check(long expected, @Nullable Long got) {
        if (got == null || got != expected) {
            throw new IllegalStateException("The pipeline gave " + got + " elements in place of " + expected);
        }
    }
}
