package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.await;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Ends of tasks, workers and schedulers, and whom they interrupt. */
class GoSchedulerDisposeTest {

    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final GoRuntime runtime = GoRuntime.builder()
            .name("dispose")
            .parallelism(2)
            .uncaughtHandler((thread, failure) -> uncaught.add(failure))
            .build();
    private final Scheduler scheduler = GoSchedulers.from(runtime);

    @AfterEach
    void close() {
        Hooks.resetOnOperatorError();
        Schedulers.resetOnHandleError();
        scheduler.dispose();
        runtime.close();
    }

    /** Runs until the gate opens, whoever interrupts it. */
    private static void holdOut(CountDownLatch gate) {
        boolean interrupted = false;
        while (gate.getCount() > 0) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private CountDownLatch startHoldingOut() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        scheduler.schedule(() -> {
            begun.countDown();
            holdOut(gate);
        });
        await(begun);
        return gate;
    }

    // ---- graceful ----

    @Test
    void disposeGracefully_fromTenThreadsThatTimeOutAndRetry_isOneDisposalForAll() {
        CountDownLatch gate = startHoldingOut();
        CountDownLatch ended = new CountDownLatch(10);
        AtomicInteger timeouts = new AtomicInteger();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 10; i++) {
            Thread.ofPlatform().start(() -> {
                scheduler
                        .disposeGracefully()
                        .timeout(Duration.ofMillis(10))
                        .doOnError(e -> timeouts.incrementAndGet())
                        .retry()
                        .subscribe(null, failures::add, ended::countDown);
            });
        }
        awaitUntil(() -> timeouts.get() >= 20);
        assertThat(scheduler.isDisposed()).isTrue();
        assertThat(ended.getCount()).isEqualTo(10);
        gate.countDown();
        await(ended);
        assertThat(failures).isEmpty();
        scheduler.disposeGracefully().block(LONG);
        assertThatThrownBy(scheduler::init).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void disposeGracefully_thatTimesOut_canBeForced() {
        CountDownLatch gate = startHoldingOut();
        Disposable waiting = scheduler.createWorker().schedule(() -> {}, 1, TimeUnit.DAYS);
        scheduler
                .disposeGracefully()
                .timeout(Duration.ofMillis(5))
                .retry(2)
                .onErrorResume(e -> Mono.fromRunnable(scheduler::dispose))
                .block(LONG);
        assertThat(waiting.isDisposed()).isTrue();
        assertThatThrownBy(() -> scheduler
                        .disposeGracefully()
                        .timeout(Duration.ofMillis(5))
                        .block())
                .hasCauseInstanceOf(java.util.concurrent.TimeoutException.class);
        gate.countDown();
        scheduler.disposeGracefully().block(LONG);
    }

    @Test
    void disposeGracefully_letsDelayedAndQueuedTasksRunAndEndsPeriodicOnes() {
        AtomicInteger ran = new AtomicInteger();
        Scheduler.Worker worker = scheduler.createWorker();
        worker.schedule(ran::incrementAndGet, 20, TimeUnit.MILLISECONDS);
        scheduler.schedule(ran::incrementAndGet, 20, TimeUnit.MILLISECONDS);
        for (int i = 0; i < 100; i++) {
            worker.schedule(ran::incrementAndGet);
        }
        Disposable periodic = scheduler.schedulePeriodically(() -> {}, 1, 1, TimeUnit.MILLISECONDS);
        scheduler.disposeGracefully().block(LONG);
        assertThat(ran).hasValue(102);
        assertThat(periodic.isDisposed()).isTrue();
    }

    @Test
    void disposeGracefully_whoseSubscriberCancels_doesNotUndoIt() {
        CountDownLatch gate = startHoldingOut();
        scheduler.disposeGracefully().subscribe().dispose();
        assertThat(scheduler.isDisposed()).isTrue();
        gate.countDown();
        scheduler.disposeGracefully().block(LONG);
    }

    @Test
    @SuppressWarnings("deprecation")
    void start_afterDispose_doesNotBringItBack() {
        scheduler.dispose();
        scheduler.start();
        assertThat(scheduler.isDisposed()).isTrue();
        assertThatThrownBy(() -> scheduler.schedule(() -> {})).isSameAs(Exceptions.failWithRejected());
    }

    @Test
    void dispose_fromManyThreads_endsOnce() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(4);
        AtomicInteger interrupts = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            scheduler.schedule(() -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupts.incrementAndGet();
                }
            });
        }
        await(begun);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(scheduler::dispose));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        scheduler.disposeGracefully().block(LONG);
        assertThat(interrupts).hasValue(4);
    }

    // ---- interrupts ----

    @Test
    void dispose_byATaskOfItself_interruptsNobody() {
        AtomicReference<Disposable> own = new AtomicReference<>();
        Queue<Boolean> flags = new ConcurrentLinkedQueue<>();
        CountDownLatch known = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(2);
        own.set(scheduler.schedule(() -> {
            await(known);
            own.get().dispose();
            flags.add(Thread.currentThread().isInterrupted());
            done.countDown();
        }));
        known.countDown();
        awaitUntil(() -> done.getCount() == 1);
        scheduler.schedule(() -> {
            scheduler.dispose();
            flags.add(Thread.currentThread().isInterrupted());
            done.countDown();
        });
        await(done);
        assertThat(flags).containsExactly(false, false);
    }

    @Test
    void publishOn_thatIsCancelledFromItsOwnOnNext_isNotInterrupted() {
        Queue<Boolean> flags = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 200; i++) {
            Flux.range(0, 1000)
                    .publishOn(scheduler)
                    .doOnNext(n -> flags.add(Thread.currentThread().isInterrupted()))
                    .take(3)
                    .doOnComplete(() -> flags.add(Thread.currentThread().isInterrupted()))
                    .blockLast(LONG);
        }
        assertThat(flags).hasSize(800).containsOnly(false);
    }

    @Test
    void dispose_raceWithTheEndOfATask_neverInterruptsTheNext() {
        Scheduler.Worker worker = scheduler.createWorker();
        AtomicInteger leaked = new AtomicInteger();
        int rounds = 20_000;
        CountDownLatch all = new CountDownLatch(rounds);
        AtomicBoolean begun = new AtomicBoolean();
        for (int i = 0; i < rounds; i++) {
            begun.set(false);
            Disposable victim = worker.schedule(() -> begun.set(true));
            worker.schedule(() -> {
                if (Thread.currentThread().isInterrupted()) {
                    leaked.incrementAndGet();
                }
                all.countDown();
            });
            for (int spin = 0; spin < i % 500 && !begun.get(); spin++) {
                Thread.onSpinWait();
            }
            victim.dispose();
        }
        await(all);
        assertThat(leaked).hasValue(0);
    }

    @Test
    void dispose_ofASiblingWorker_leavesTheOthersAlone() {
        Scheduler.Worker one = scheduler.createWorker();
        Scheduler.Worker other = scheduler.createWorker();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean(true);
        CountDownLatch done = new CountDownLatch(2);
        other.schedule(() -> {
            begun.countDown();
            await(gate);
            interrupted.set(Thread.currentThread().isInterrupted());
            done.countDown();
        });
        other.schedule(done::countDown);
        await(begun);
        one.dispose();
        gate.countDown();
        await(done);
        assertThat(interrupted).isFalse();
        assertThat(other.isDisposed()).isFalse();
    }

    // ---- failures ----

    @Test
    void failureOfATask_leavesItsWorkerAtWork() {
        Scheduler.Worker worker = scheduler.createWorker();
        CountDownLatch after = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            worker.schedule(() -> {
                throw new IllegalStateException("on purpose");
            });
            worker.schedule(() -> {
                throw new AssertionError("on purpose");
            });
            worker.schedule(after::countDown);
        }
        await(after);
        awaitUntil(() -> uncaught.size() == 200);
    }

    @Test
    void rejection_inAnOperator_isSignalledOnceAndSeenByTheHook() {
        scheduler.dispose();
        AtomicInteger hooked = new AtomicInteger();
        Hooks.onOperatorError((failure, data) -> {
            hooked.incrementAndGet();
            return failure;
        });
        Schedulers.onHandleError("test", (thread, failure) -> uncaught.add(failure));
        StepVerifier.create(Flux.just(1).hide().publishOn(scheduler))
                .expectErrorSatisfies(
                        e -> assertThat(Exceptions.unwrap(e)).isInstanceOf(RejectedExecutionException.class))
                .verifyThenAssertThat(LONG)
                .hasNotDroppedErrors();
        assertThat(hooked).hasValue(1);
        assertThat(uncaught).isEmpty();
    }
}
