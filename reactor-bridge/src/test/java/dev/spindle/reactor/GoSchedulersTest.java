package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.await;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What Reactor demands of a scheduler, and what its operators rely on. */
class GoSchedulersTest {

    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final GoRuntime runtime = GoRuntime.builder()
            .name("reactor")
            .parallelism(2)
            .uncaughtHandler((thread, failure) -> uncaught.add(failure))
            .build();
    private final Scheduler scheduler = GoSchedulers.from(runtime);

    @AfterEach
    void close() {
        Schedulers.resetOnScheduleHooks();
        Schedulers.resetOnHandleError();
        scheduler.dispose();
        runtime.close();
    }

    // ---- the scheduler's methods ----

    @Test
    void schedule_fromAnyThread_runsElsewhere() {
        CountDownLatch ran = new CountDownLatch(1);
        AtomicBoolean elsewhere = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        Disposable task = scheduler.schedule(() -> {
            elsewhere.set(Thread.currentThread() != caller);
            ran.countDown();
        });
        await(ran);
        assertThat(elsewhere).isTrue();
        awaitUntil(task::isDisposed);
    }

    @Test
    void disposable_ofATask_isDisposedAfterTheRunNotDuringIt() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Disposable task = scheduler.schedule(() -> {
            begun.countDown();
            await(gate);
        });
        await(begun);
        assertThat(task.isDisposed()).isFalse();
        gate.countDown();
        awaitUntil(task::isDisposed);
        task.dispose();
        task.dispose();
    }

    @Test
    void schedule_withADelay_waitsForItUnlessThereIsNone() {
        CountDownLatch ran = new CountDownLatch(3);
        long start = System.nanoTime();
        scheduler.schedule(ran::countDown, 0, TimeUnit.DAYS);
        scheduler.schedule(ran::countDown, -1, TimeUnit.DAYS);
        scheduler.schedule(ran::countDown, 20, TimeUnit.MILLISECONDS);
        await(ran);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @Test
    void schedulePeriodically_isFixedRateAndGoesOnAfterAFailure() {
        CountDownLatch ran = new CountDownLatch(5);
        long start = System.nanoTime();
        Disposable task = scheduler.schedulePeriodically(
                () -> {
                    ran.countDown();
                    throw new IllegalStateException("on purpose");
                },
                3,
                3,
                TimeUnit.MILLISECONDS);
        await(ran);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(15));
        assertThat(task.isDisposed()).isFalse();
        task.dispose();
        assertThat(task.isDisposed()).isTrue();
        assertThat(uncaught).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void schedulePeriodically_withoutAPeriod_runsAgainAtOnce() {
        for (long period : new long[] {0, -1}) {
            CountDownLatch ran = new CountDownLatch(1000);
            Disposable direct = scheduler.schedulePeriodically(ran::countDown, 0, period, TimeUnit.DAYS);
            await(ran);
            direct.dispose();
            CountDownLatch ranInWorker = new CountDownLatch(1000);
            Scheduler.Worker worker = scheduler.createWorker();
            worker.schedulePeriodically(ranInWorker::countDown, 0, period, TimeUnit.DAYS);
            await(ranInWorker);
            worker.dispose();
        }
    }

    @Test
    void init_isIdempotentUntilDisposed() {
        Scheduler fresh = GoSchedulers.from(runtime);
        assertThat(fresh.isDisposed()).isFalse();
        fresh.init();
        fresh.init();
        fresh.dispose();
        assertThatThrownBy(fresh::init)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("disposed");
    }

    @Test
    void now_hasTheDefaultClocks() {
        assertThat(scheduler.now(TimeUnit.MILLISECONDS)).isCloseTo(System.currentTimeMillis(), within(10_000));
    }

    private static org.assertj.core.data.Offset<Long> within(long millis) {
        return org.assertj.core.data.Offset.offset(millis);
    }

    @Test
    void schedule_ofNull_isRefused() {
        assertThatThrownBy(() -> scheduler.schedule(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> scheduler.createWorker().schedule(null)).isInstanceOf(NullPointerException.class);
    }

    // ---- dispose ----

    @Test
    void dispose_isForcefulIdempotentAndLeavesTheRuntimeAlone() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Disposable running = scheduler.schedule(() -> {
            begun.countDown();
            try {
                await(new CountDownLatch(1));
            } catch (IllegalStateException e) {
                interrupted.countDown();
            }
        });
        await(begun);
        scheduler.dispose();
        scheduler.dispose();
        assertThat(scheduler.isDisposed()).isTrue();
        assertThat(running.isDisposed()).isTrue();
        await(interrupted);
        assertThat(runtime.isClosed()).isFalse();
        CountDownLatch other = new CountDownLatch(1);
        GoSchedulers.from(runtime).schedule(other::countDown);
        await(other);
    }

    @Test
    void disposeGracefully_isLazyConcurrentAndRetryable() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        Scheduler.Worker worker = scheduler.createWorker();
        worker.schedule(() -> {
            begun.countDown();
            await(gate);
            ran.incrementAndGet();
        });
        worker.schedule(ran::incrementAndGet);
        await(begun);
        Mono<Void> end = scheduler.disposeGracefully();
        assertThat(scheduler.isDisposed()).isFalse();
        StepVerifier.create(end.timeout(Duration.ofMillis(10))).expectTimeout(LONG);
        StepVerifier.create(end.timeout(Duration.ofMillis(10), Mono.error(new IllegalStateException("still running"))))
                .expectErrorMessage("still running")
                .verify(LONG);
        assertThat(scheduler.isDisposed()).isTrue();
        assertThatThrownBy(() -> worker.schedule(() -> {})).isSameAs(Exceptions.failWithRejected());
        CountDownLatch both = new CountDownLatch(2);
        end.subscribe(null, null, both::countDown);
        scheduler.disposeGracefully().subscribe(null, null, both::countDown);
        gate.countDown();
        await(both);
        assertThat(ran).hasValue(2);
        StepVerifier.create(end).expectComplete().verify(LONG);
    }

    @Test
    void dispose_duringAGracefulDisposal_forcesIt() {
        CountDownLatch begun = new CountDownLatch(1);
        scheduler.schedule(() -> {
            begun.countDown();
            await(new CountDownLatch(1));
        });
        await(begun);
        CountDownLatch ended = new CountDownLatch(1);
        scheduler.disposeGracefully().subscribe(null, null, ended::countDown);
        assertThat(scheduler.isDisposed()).isTrue();
        scheduler.dispose();
        await(ended);
    }

    @Test
    void shared_isNeverDisposed() {
        Scheduler shared = GoSchedulers.shared();
        shared.dispose();
        StepVerifier.create(shared.disposeGracefully()).expectComplete().verify(LONG);
        assertThat(shared.isDisposed()).isFalse();
        assertThat(GoSchedulers.shared()).isSameAs(shared);
        CountDownLatch ran = new CountDownLatch(1);
        shared.schedule(ran::countDown);
        await(ran);
    }

    // ---- rejection ----

    @Test
    void schedule_afterDispose_throwsTheSingletonInAllSixMethods() {
        Scheduler.Worker worker = scheduler.createWorker();
        scheduler.dispose();
        RejectedExecutionException singleton = Exceptions.failWithRejected();
        for (Submission way : submissions(scheduler, worker)) {
            assertThatThrownBy(() -> way.submit(() -> {})).isSameAs(singleton);
        }
        assertThat(worker.isDisposed()).isTrue();
        assertThatThrownBy(() -> scheduler.createWorker().schedule(() -> {})).isSameAs(singleton);
    }

    @Test
    void schedule_onADisposedWorker_throwsTheSingletonAndSparesItsSiblings() {
        Scheduler.Worker worker = scheduler.createWorker();
        worker.dispose();
        assertThatThrownBy(() -> worker.schedule(() -> {})).isSameAs(Exceptions.failWithRejected());
        CountDownLatch ran = new CountDownLatch(1);
        scheduler.createWorker().schedule(ran::countDown);
        await(ran);
    }

    @Test
    void schedule_onAClosedRuntime_throwsTheSingletonInAllSixMethods() {
        GoRuntime brief = GoRuntime.builder().name("brief").build();
        Scheduler orphan = GoSchedulers.from(brief);
        Scheduler.Worker worker = orphan.createWorker();
        brief.close();
        for (Submission way : submissions(orphan, worker)) {
            assertThatThrownBy(() -> way.submit(() -> {})).isSameAs(Exceptions.failWithRejected());
        }
    }

    @Test
    void operators_onADisposedScheduler_failOnce() {
        scheduler.dispose();
        StepVerifier.create(Flux.range(1, 3).publishOn(scheduler))
                .expectError(RejectedExecutionException.class)
                .verifyThenAssertThat(LONG)
                .hasNotDroppedErrors()
                .hasNotDroppedElements();
        StepVerifier.create(Flux.range(1, 3).subscribeOn(scheduler))
                .expectError(RejectedExecutionException.class)
                .verifyThenAssertThat(LONG)
                .hasNotDroppedErrors();
    }

    // ---- hooks and errors ----

    private interface Submission {
        Disposable submit(Runnable task);
    }

    private static List<Submission> submissions(Scheduler scheduler, Scheduler.Worker worker) {
        return List.of(
                scheduler::schedule,
                task -> scheduler.schedule(task, 1, TimeUnit.MICROSECONDS),
                task -> scheduler.schedulePeriodically(task, 0, 1, TimeUnit.MICROSECONDS),
                worker::schedule,
                task -> worker.schedule(task, 1, TimeUnit.MICROSECONDS),
                task -> worker.schedulePeriodically(task, 0, 1, TimeUnit.MICROSECONDS));
    }

    @Test
    void onScheduleHook_inAllSixMethods_isCalledOnceOnTheCaller() {
        Queue<Thread> calls = new ConcurrentLinkedQueue<>();
        AtomicInteger wrappedRuns = new AtomicInteger();
        Schedulers.onScheduleHook("test", task -> {
            calls.add(Thread.currentThread());
            return () -> {
                wrappedRuns.incrementAndGet();
                task.run();
            };
        });
        int expected = 0;
        for (Submission way : submissions(scheduler, scheduler.createWorker())) {
            CountDownLatch twice = new CountDownLatch(1);
            Disposable task = way.submit(twice::countDown);
            await(twice);
            task.dispose();
            assertThat(calls).hasSize(++expected).containsOnly(Thread.currentThread());
        }
        assertThat(wrappedRuns).hasValueGreaterThanOrEqualTo(6);
    }

    @Test
    void errorOfATask_reachesTheUncaughtHandlerAndThenTheHook() {
        for (boolean inWorker : new boolean[] {false, true}) {
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch hooked = new CountDownLatch(1);
            RuntimeException failure = new IllegalStateException("on purpose");
            uncaught.clear();
            Schedulers.onHandleError("test", (thread, error) -> {
                order.add(uncaught.contains(failure) ? "hook after handler" : "hook before handler");
                assertThat(error).isSameAs(failure);
                hooked.countDown();
            });
            Runnable failing = () -> {
                throw failure;
            };
            Disposable task = inWorker ? scheduler.createWorker().schedule(failing) : scheduler.schedule(failing);
            await(hooked);
            assertThat(order).containsExactly("hook after handler");
            assertThat(uncaught).containsExactly(failure);
            awaitUntil(task::isDisposed);
        }
    }
}
