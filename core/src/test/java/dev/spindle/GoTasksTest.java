package dev.spindle;

import static dev.spindle.TestTask.await;
import static dev.spindle.TestTask.awaitUntil;
import static dev.spindle.TestTask.isInterruptedIn;
import static dev.spindle.TestTask.started;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoTasksTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("tasks").parallelism(2).build();
    private final GoTasks tasks = GoTasks.on(runtime, OnCancel.INTERRUPT);

    @AfterEach
    void close() {
        tasks.close();
        runtime.close();
    }

    @Test
    void start_ofMany_runsEachOnce() {
        CountDownLatch all = new CountDownLatch(10_000);
        for (int i = 0; i < 10_000; i++) {
            started(tasks, all::countDown);
        }
        await(all);
        awaitUntil(() -> tasks.inFlight() == 0);
    }

    @Test
    void start_ofSomeThatBlock_runsThemAtTheSameTime() {
        CountDownLatch all = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            started(tasks, () -> {
                all.countDown();
                await(all);
            });
        }
        await(all);
    }

    @Test
    void task_runsIn_theRuntimeOfItsScope() {
        AtomicReference<GoRuntime> seen = new AtomicReference<>();
        AtomicReference<GoRuntime> inWorker = new AtomicReference<>();
        CountDownLatch both = new CountDownLatch(2);
        started(tasks, () -> {
            seen.set(GoRuntime.current());
            both.countDown();
        });
        started(tasks.worker(), () -> {
            inWorker.set(GoRuntime.current());
            both.countDown();
        });
        await(both);
        assertThat(seen).hasValue(runtime);
        assertThat(inWorker).hasValue(runtime);
    }

    @Test
    void cancel_ofTheRunning_interruptsIt() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        TestTask running = started(tasks, () -> {
            begun.countDown();
            if (isInterruptedIn(new CountDownLatch(1))) {
                interrupted.countDown();
            }
        });
        await(begun);
        assertThat(running.cancel()).isTrue();
        await(interrupted);
    }

    @Test
    void startPeriodically_withoutAWorker_neverOverlaps() {
        AtomicInteger runs = new AtomicInteger();
        AtomicBoolean running = new AtomicBoolean();
        AtomicBoolean overlap = new AtomicBoolean();
        TestTask periodic = new TestTask(tasks, () -> {
            overlap.compareAndSet(false, !running.compareAndSet(false, true));
            runs.incrementAndGet();
            Thread.yield();
            running.set(false);
        });
        assertThat(periodic.startPeriodically(0, 1, TimeUnit.MICROSECONDS)).isTrue();
        awaitUntil(() -> runs.get() > 500);
        periodic.cancel();
        assertThat(overlap).isFalse();
    }

    // ---- the end ----

    @Test
    void close_interruptsWhatRunsHereAndInWorkersAndNothingElse() {
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch interrupted = new CountDownLatch(2);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean otherInterrupted = new AtomicBoolean(true);
        GoWorker worker = tasks.worker();
        Runnable waits = () -> {
            begun.countDown();
            if (isInterruptedIn(new CountDownLatch(1))) {
                interrupted.countDown();
            }
        };
        TestTask single = started(tasks, waits);
        TestTask inWorker = started(worker, waits);
        GoTasks otherScope = GoTasks.on(runtime, OnCancel.INTERRUPT);
        CountDownLatch otherEnded = new CountDownLatch(1);
        started(otherScope, () -> {
            begun.countDown();
            otherInterrupted.set(isInterruptedIn(gate));
            otherEnded.countDown();
        });
        TestTask delayed = new TestTask(worker, () -> {});
        delayed.start(1, TimeUnit.DAYS);
        await(begun);

        tasks.close();
        tasks.close();
        assertThat(single.isDone() && inWorker.isDone() && delayed.isDone()).isTrue();
        await(interrupted);
        tasks.termination()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(new TestTask(tasks, () -> {}).start()).isFalse();
        assertThat(new TestTask(worker, () -> {}).start()).isFalse();
        assertThat(new TestTask(tasks.worker(), () -> {}).start()).isFalse();
        assertThat(worker.pending()).isZero();

        gate.countDown();
        await(otherEnded);
        assertThat(otherInterrupted).isFalse();
    }

    @Test
    void closeGracefully_waitsForTheRunningTheQueuedAndTheDelayed() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        AtomicBoolean interrupted = new AtomicBoolean(true);
        CountDownLatch begun = new CountDownLatch(1);
        GoWorker worker = tasks.worker();
        started(worker, () -> {
            begun.countDown();
            interrupted.set(isInterruptedIn(gate));
        });
        started(worker, ran::incrementAndGet);
        started(tasks, () -> {
            await(gate);
            ran.incrementAndGet();
        });
        TestTask delayed = new TestTask(worker, ran::incrementAndGet);
        assertThat(delayed.start(30, TimeUnit.MILLISECONDS)).isTrue();
        TestTask periodic = new TestTask(worker, () -> {});
        assertThat(periodic.startPeriodically(1, 1, TimeUnit.DAYS)).isTrue();
        await(begun);

        tasks.closeGracefully();
        CompletableFuture<Void> end = tasks.termination().toCompletableFuture();
        assertThat(end).isNotDone();
        assertThat(tasks.isClosed()).isTrue();
        assertThat(periodic.isDone()).isTrue();
        assertThat(delayed.isDone()).isFalse();
        assertThat(new TestTask(tasks, () -> {}).start()).isFalse();
        assertThat(new TestTask(worker, () -> {}).start()).isFalse();
        gate.countDown();
        end.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(ran).hasValue(3);
        assertThat(interrupted).isFalse();
    }

    @Test
    void closeGracefully_thenClose_isForceful() {
        CountDownLatch begun = new CountDownLatch(1);
        started(tasks, () -> {
            begun.countDown();
            await(new CountDownLatch(1));
        });
        await(begun);
        tasks.closeGracefully();
        tasks.close();
        tasks.termination()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void closeGracefully_racingWithStarts_losesNoneAndAlwaysEnds() {
        for (int round = 0; round < 300; round++) {
            GoTasks scope = GoTasks.on(runtime, OnCancel.INTERRUPT);
            GoWorker worker = scope.worker();
            AtomicInteger accepted = new AtomicInteger();
            AtomicInteger ran = new AtomicInteger();
            CountDownLatch go = new CountDownLatch(1);
            Thread starter = Thread.ofPlatform().start(() -> {
                go.countDown();
                GoLane lane = worker;
                while (new TestTask(lane, ran::incrementAndGet).start()) {
                    accepted.incrementAndGet();
                    lane = lane == worker ? scope : worker;
                }
            });
            await(go);
            scope.closeGracefully();
            scope.termination()
                    .toCompletableFuture()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            int atTheEnd = ran.get();
            awaitUntil(() -> !starter.isAlive());
            assertThat(atTheEnd).isEqualTo(accepted.get());
            assertThat(ran).hasValue(atTheEnd);
        }
    }

    @Test
    void close_ofTheRuntime_reportsWhatNeverRanAndEndsTheScope() {
        GoRuntime own = GoRuntime.builder().parallelism(1).build();
        GoTasks scope = GoTasks.on(own, OnCancel.LET_RUN);
        CountDownLatch ran = new CountDownLatch(1);
        TestTask first = started(scope.worker(), ran::countDown);
        await(ran);
        own.close();
        assertThat(first.isDone()).isTrue();
        assertThat(new TestTask(scope, () -> {}).start()).isFalse();
        assertThat(scope.inFlight()).isZero();
    }

    @Test
    void close_ofTheRuntime_dropsWhatIsDelayed_andTheScopeEnds() {
        GoRuntime own = GoRuntime.builder().parallelism(1).build();
        GoTasks scope = GoTasks.on(own, OnCancel.INTERRUPT);
        TestTask alone = new TestTask(scope, () -> {});
        TestTask inLine = new TestTask(scope.worker(), () -> {});
        TestTask periodic = new TestTask(scope, () -> {});
        assertThat(alone.start(1, TimeUnit.DAYS)).isTrue();
        assertThat(inLine.start(1, TimeUnit.DAYS)).isTrue();
        assertThat(periodic.startPeriodically(1, 1, TimeUnit.DAYS)).isTrue();
        own.close();
        assertThat(alone.isDone()).isTrue();
        assertThat(inLine.isDone()).isTrue();
        assertThat(periodic.isDone()).isTrue();
        scope.closeGracefully();
        scope.termination()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(scope.inFlight()).isZero();
    }
}
