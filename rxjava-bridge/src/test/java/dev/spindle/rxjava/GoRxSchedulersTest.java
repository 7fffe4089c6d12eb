package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.await;
import static dev.spindle.rxjava.Waiting.awaitUntil;
import static dev.spindle.rxjava.Waiting.isInterruptedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.exceptions.CompositeException;
import io.reactivex.rxjava3.exceptions.UndeliverableException;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.schedulers.SchedulerRunnableIntrospection;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What RxJava demands of a scheduler and of each of its six ways to submit a task. */
class GoRxSchedulersTest {

    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final GoRuntime runtime = GoRuntime.builder()
            .name("rx")
            .parallelism(2)
            .uncaughtHandler((thread, failure) -> uncaught.add(failure))
            .build();
    private final Scheduler scheduler = GoRxSchedulers.from(runtime);

    @AfterEach
    void close() {
        RxJavaPlugins.reset();
        scheduler.shutdown();
        runtime.close();
    }

    // ---- running, and what is returned ----

    @Test
    void schedule_inAllSixWays_runsElsewhere() {
        for (Submission way : Submission.all(scheduler, scheduler.createWorker())) {
            CountDownLatch ran = new CountDownLatch(1);
            AtomicBoolean elsewhere = new AtomicBoolean();
            Thread caller = Thread.currentThread();
            Disposable task = way.submit(() -> {
                elsewhere.set(Thread.currentThread() != caller);
                ran.countDown();
            });
            await(ran);
            task.dispose();
            assertThat(elsewhere).isTrue();
        }
    }

    @Test
    void disposable_inAllSixWays_isNotDisposedDuringTheRunAndHasAText() {
        for (Submission way : Submission.all(scheduler, scheduler.createWorker())) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            Disposable task = way.submit(() -> {
                begun.countDown();
                isInterruptedIn(gate);
            });
            await(begun);
            assertThat(task.isDisposed()).isFalse();
            assertThat(task.toString()).isNotEmpty();
            gate.countDown();
            task.dispose();
            assertThat(task.isDisposed()).isTrue();
            task.dispose();
        }
    }

    @Test
    void disposable_ofATaskThatRunsOnce_isDisposedAfterTheRun() {
        Scheduler.Worker worker = scheduler.createWorker();
        for (Disposable task : List.of(
                scheduler.scheduleDirect(() -> {}),
                scheduler.scheduleDirect(() -> {}, 1, TimeUnit.MILLISECONDS),
                worker.schedule(() -> {}),
                worker.schedule(() -> {}, 1, TimeUnit.MILLISECONDS))) {
            awaitUntil(task::isDisposed);
        }
    }

    @Test
    void getWrappedRunnable_inAllSixWays_isTheUsersEvenBehindAHook() {
        for (boolean hooked : new boolean[] {false, true}) {
            if (hooked) {
                RxJavaPlugins.setScheduleHandler(task -> () -> task.run());
            }
            for (Submission way : Submission.all(scheduler, scheduler.createWorker())) {
                Runnable users = new Runnable() {
                    @Override
                    public void run() {}
                };
                Disposable task = way.submit(users);
                assertThat(((SchedulerRunnableIntrospection) task).getWrappedRunnable())
                        .isSameAs(users);
                task.dispose();
            }
        }
    }

    @Test
    void schedule_ofNull_saysThatRunIsNullInAllSixWays() {
        for (Submission way : Submission.all(scheduler, scheduler.createWorker())) {
            assertThatThrownBy(() -> way.submit(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("run is null");
        }
    }

    // ---- time ----

    @Test
    void scheduleDirect_withADelay_waitsForItUnlessThereIsNone() {
        CountDownLatch ran = new CountDownLatch(3);
        long start = System.nanoTime();
        scheduler.scheduleDirect(ran::countDown, 0, TimeUnit.DAYS);
        scheduler.scheduleDirect(ran::countDown, -1, TimeUnit.DAYS);
        scheduler.scheduleDirect(ran::countDown, 10, TimeUnit.MILLISECONDS);
        await(ran);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
    }

    @Test
    void schedulePeriodicallyDirect_runsAtAFixedRate() {
        CountDownLatch five = new CountDownLatch(5);
        long start = System.nanoTime();
        Disposable task = scheduler.schedulePeriodicallyDirect(five::countDown, 4, 4, TimeUnit.MILLISECONDS);
        await(five);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(task.isDisposed()).isFalse();
        task.dispose();
        assertThat(task.isDisposed()).isTrue();
        awaitUntil(() -> runtime.stats().timers() == 0);
    }

    @Test
    void periodic_withoutAPeriod_runsWithoutPauseUntilDisposedFromInside() {
        Scheduler.Worker worker = scheduler.createWorker();
        for (int initial = 0; initial < 2; initial++) {
            for (int period = -1; period < 1; period++) {
                for (boolean direct : new boolean[] {true, false}) {
                    AtomicInteger runs = new AtomicInteger();
                    CountDownLatch known = new CountDownLatch(1);
                    Disposable[] self = new Disposable[1];
                    Runnable body = () -> {
                        await(known);
                        if (runs.incrementAndGet() == 10) {
                            self[0].dispose();
                        }
                    };
                    self[0] = direct
                            ? scheduler.schedulePeriodicallyDirect(body, initial, period, TimeUnit.MILLISECONDS)
                            : worker.schedulePeriodically(body, initial, period, TimeUnit.MILLISECONDS);
                    known.countDown();
                    awaitUntil(self[0]::isDisposed);
                    CountDownLatch later = new CountDownLatch(1);
                    worker.schedule(later::countDown);
                    await(later);
                    assertThat(runs).hasValue(10);
                }
            }
        }
    }

    @Test
    void periodic_lateByMoreThanTheTolerance_leavesOutWhatItMissed() {
        long period = TimeUnit.MILLISECONDS.toNanos(20);
        Scheduler impatient = GoRxScheduler.make(
                "impatient", runtime, OnCancel.INTERRUPT, GoRxScheduler.Order.BY_WORKER, false, period / 2);
        Scheduler.Worker worker = impatient.createWorker();
        for (boolean direct : new boolean[] {true, false}) {
            List<Long> begun = new ArrayList<>();
            long[] firstEnd = new long[1];
            CountDownLatch two = new CountDownLatch(2);
            Runnable body = () -> {
                begun.add(System.nanoTime());
                if (begun.size() == 1) {
                    while (System.nanoTime() - begun.getFirst() < 5 * period) {
                        Thread.onSpinWait();
                    }
                    firstEnd[0] = System.nanoTime();
                }
                two.countDown();
            };
            Disposable task = direct
                    ? impatient.schedulePeriodicallyDirect(body, 0, period, TimeUnit.NANOSECONDS)
                    : worker.schedulePeriodically(body, 0, period, TimeUnit.NANOSECONDS);
            await(two);
            task.dispose();
            assertThat(begun.get(1) - firstEnd[0]).isGreaterThanOrEqualTo(period);
        }
    }

    /** How long nine runs take after one that was late by ten periods. */
    private long catchUpNanos(long period) {
        long[] firstEnd = new long[1];
        CountDownLatch caughtUp = new CountDownLatch(10);
        long start = System.nanoTime();
        Disposable task = scheduler.schedulePeriodicallyDirect(
                () -> {
                    if (caughtUp.getCount() == 10) {
                        awaitUntil(() -> System.nanoTime() - start > 10 * period);
                        firstEnd[0] = System.nanoTime();
                    }
                    caughtUp.countDown();
                },
                0,
                period,
                TimeUnit.NANOSECONDS);
        await(caughtUp);
        task.dispose();
        return System.nanoTime() - firstEnd[0];
    }

    /** Nine more take nine periods, were they not due already, however often it is tried. */
    @Test
    void periodic_lateByLess_catchesUp() {
        long period = TimeUnit.MILLISECONDS.toNanos(5);
        awaitUntil(() -> catchUpNanos(period) < 8 * period);
    }

    @Test
    void now_ofSchedulerAndWorker_isTheSameClock() {
        Scheduler.Worker worker = scheduler.createWorker();
        long before = scheduler.now(TimeUnit.MILLISECONDS);
        long between = worker.now(TimeUnit.MILLISECONDS);
        assertThat(between).isBetween(before, scheduler.now(TimeUnit.MILLISECONDS));
    }

    @Test
    void dispose_ofManyDelayed_removesTheirTimers() {
        Scheduler.Worker worker = scheduler.createWorker();
        List<Disposable> delayed = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            delayed.add(scheduler.scheduleDirect(() -> {}, 1, TimeUnit.DAYS));
            delayed.add(worker.schedule(() -> {}, 1, TimeUnit.DAYS));
        }
        assertThat(runtime.stats().timers()).isEqualTo(100_000);
        delayed.forEach(Disposable::dispose);
        assertThat(runtime.stats().timers()).isZero();
        assertThat(delayed).allMatch(Disposable::isDisposed);
    }

    // ---- hooks and errors ----

    @Test
    void onScheduleHook_inAllSixWays_isCalledOnceOnTheCaller() {
        Queue<Thread> calls = new ConcurrentLinkedQueue<>();
        AtomicInteger wrappedRuns = new AtomicInteger();
        RxJavaPlugins.setScheduleHandler(task -> {
            calls.add(Thread.currentThread());
            return () -> {
                wrappedRuns.incrementAndGet();
                task.run();
            };
        });
        int expected = 0;
        for (Submission way : Submission.all(scheduler, scheduler.createWorker())) {
            int before = wrappedRuns.get();
            boolean repeats = expected % 3 == 2;
            CountDownLatch ran = new CountDownLatch(repeats ? 3 : 1);
            Disposable task = way.submit(ran::countDown);
            await(ran);
            task.dispose();
            assertThat(calls).hasSize(++expected).containsOnly(Thread.currentThread());
            assertThat(wrappedRuns.get() - before).isGreaterThanOrEqualTo(repeats ? 3 : 1);
        }
    }

    @Test
    void errorOfATask_goesToThePluginOnceAndToNobodyElse() {
        try (Undeliverable undeliverable = new Undeliverable()) {
            Scheduler.Worker worker = scheduler.createWorker();
            for (Submission way : Submission.all(scheduler, worker)) {
                undeliverable.errors().clear();
                RuntimeException failure = new UnsupportedOperationException("on purpose");
                AtomicInteger runs = new AtomicInteger();
                Disposable task = way.submit(() -> {
                    runs.incrementAndGet();
                    throw failure;
                });
                awaitUntil(task::isDisposed);
                CountDownLatch later = new CountDownLatch(1);
                worker.schedule(later::countDown, 1, TimeUnit.MILLISECONDS);
                await(later);
                assertThat(runs).hasValue(1); // it ends the periodic ones, too
                assertThat(undeliverable.errors())
                        .singleElement()
                        .isInstanceOf(UndeliverableException.class)
                        .extracting(Throwable::getCause)
                        .isSameAs(failure);
            }
        }
        assertThat(uncaught).isEmpty();
        assertThat(runtime.stats().timers()).isZero();
    }

    @Test
    void errorOfATask_thatIsABug_goesToThePluginAsItIs() {
        try (Undeliverable undeliverable = new Undeliverable()) {
            CompositeException bug = new CompositeException(new IllegalStateException("on purpose"));
            scheduler.scheduleDirect(() -> {
                throw bug;
            });
            awaitUntil(() -> !undeliverable.errors().isEmpty());
            assertThat(undeliverable.errors()).containsExactly(bug);
        }
    }

    @Test
    void errorOfATask_withoutAPlugin_goesToTheThreadsHandler() {
        StackOverflowError failure = new StackOverflowError("on purpose");
        for (Submission way : Submission.periodic(scheduler, scheduler.createWorker())) {
            uncaught.clear();
            way.submit(() -> {
                throw failure;
            });
            awaitUntil(() -> !uncaught.isEmpty());
            assertThat(uncaught).singleElement().extracting(Throwable::getCause).isSameAs(failure);
        }
    }

    @Test
    void errorOfThePlugin_endsNoWorker() {
        RxJavaPlugins.setErrorHandler(error -> {
            throw new IllegalStateException("on purpose, too");
        });
        Scheduler.Worker worker = scheduler.createWorker();
        worker.schedule(() -> {
            throw new IllegalStateException("on purpose");
        });
        CountDownLatch ran = new CountDownLatch(1);
        worker.schedule(ran::countDown);
        await(ran);
        assertThat(uncaught).isNotEmpty();
    }
}
