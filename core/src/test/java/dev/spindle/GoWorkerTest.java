package dev.spindle;

import static dev.spindle.TestTask.await;
import static dev.spindle.TestTask.awaitUntil;
import static dev.spindle.TestTask.isInterruptedIn;
import static dev.spindle.TestTask.started;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoWorkerTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("workers").parallelism(2).build();
    private final GoTasks tasks = GoTasks.on(runtime, OnCancel.INTERRUPT);
    private final GoWorker worker = tasks.worker();

    @AfterEach
    void close() {
        tasks.close();
        runtime.close();
    }

    /** Runs all that was started on the worker. */
    private static void flush(GoLane worker) {
        CountDownLatch last = new CountDownLatch(1);
        started(worker, last::countDown);
        await(last);
    }

    @Test
    void start_ofMoreThanASlice_runsInOrder() {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int n = i;
            started(worker, () -> seen.add(n));
        }
        flush(worker);
        assertThat(seen).hasSize(1000).isSorted();
    }

    @Test
    void start_behindAGate_runsInOrderAndCountsAsPending() {
        CountDownLatch gate = new CountDownLatch(1);
        List<Integer> seen = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        started(worker, () -> {
            begun.countDown();
            await(gate);
        });
        await(begun);
        for (int i = 0; i < 200; i++) {
            int n = i;
            started(worker, () -> seen.add(n));
        }
        assertThat(worker.pending()).isEqualTo(201);
        assertThat(seen).isEmpty();
        gate.countDown();
        flush(worker);
        assertThat(seen).hasSize(200).isSorted();
        awaitUntil(() -> worker.pending() == 0);
    }

    @Test
    void start_fromManyThreads_neverOverlapsAndKeepsTheOrderOfEach() throws InterruptedException {
        int producers = 4;
        int each = 20_000;
        int[] lastOf = new int[producers];
        int[] sum = new int[1]; // plain: right only if each task happens before the next
        AtomicBoolean running = new AtomicBoolean();
        AtomicInteger wrong = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int producer = p;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 1; i <= each; i++) {
                    int n = i;
                    started(worker, () -> {
                        boolean alone = running.compareAndSet(false, true);
                        if (!alone || lastOf[producer] != n - 1) {
                            wrong.incrementAndGet();
                        }
                        lastOf[producer] = n;
                        sum[0]++;
                        running.set(false);
                    });
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        flush(worker);
        assertThat(wrong).hasValue(0);
        assertThat(sum[0]).isEqualTo(producers * each);
    }

    @Test
    void start_oneAtATime_goesIdleAndComesBack() {
        AtomicInteger runs = new AtomicInteger();
        for (int i = 0; i < 5000; i++) {
            int n = i + 1;
            started(worker, runs::incrementAndGet);
            awaitUntil(() -> runs.get() == n);
        }
        awaitUntil(() -> tasks.inFlight() == 0);
    }

    @Test
    void task_thatBlocks_holdsUpItsOwnWorkerOnly() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean behind = new AtomicBoolean();
        started(worker, () -> await(gate));
        started(worker, () -> behind.set(true));
        for (int i = 0; i < 8; i++) {
            flush(tasks.worker());
        }
        assertThat(behind).isFalse();
        gate.countDown();
        flush(worker);
        assertThat(behind).isTrue();
    }

    @Test
    void task_thatFails_isToldAndHarmsNoOther() {
        TestTask failing = started(worker, () -> {
            throw new IllegalStateException("on purpose");
        });
        TestTask error = started(worker, () -> {
            throw new AssertionError("on purpose");
        });
        flush(worker);
        assertThat(failing.failures).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(error.failures).singleElement().isInstanceOf(AssertionError.class);
        assertThat(failing.isDone()).isTrue();
    }

    @Test
    void worker_thatNeverRunsDry_starvesNobody() {
        try (GoRuntime single = GoRuntime.builder().parallelism(1).build()) {
            GoTasks scope = GoTasks.on(single, OnCancel.INTERRUPT);
            GoWorker busy = scope.worker();
            AtomicBoolean stop = new AtomicBoolean();
            Runnable[] again = new Runnable[1];
            again[0] = () -> {
                if (!stop.get()) {
                    started(busy, again[0]);
                }
            };
            started(busy, again[0]);
            CountDownLatch others = new CountDownLatch(3);
            single.go(others::countDown);
            single.execute(others::countDown);
            started(scope.worker(), others::countDown);
            await(others);
            stop.set(true);
        }
    }

    // ---- cancelling ----

    @Test
    void cancel_ofOneThatWaits_keepsItFromRunning() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        started(worker, () -> await(gate));
        TestTask waiting = started(worker, () -> ran.set(true));
        assertThat(waiting.isDone()).isFalse();
        assertThat(waiting.cancel()).isTrue();
        assertThat(waiting.cancel()).isFalse();
        assertThat(waiting.isDone()).isTrue();
        gate.countDown();
        flush(worker);
        assertThat(ran).isFalse();
    }

    @Test
    void cancel_ofTheRunning_interruptsItAndNotTheNext() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean nextInterrupted = new AtomicBoolean(true);
        TestTask running = started(worker, () -> {
            begun.countDown();
            interrupted.set(isInterruptedIn(new CountDownLatch(1)));
        });
        started(worker, () -> nextInterrupted.set(Thread.currentThread().isInterrupted()));
        await(begun);
        assertThat(running.isDone()).isFalse();
        assertThat(running.cancel()).isTrue();
        assertThat(running.isDone()).isTrue();
        flush(worker);
        assertThat(interrupted).isTrue();
        assertThat(nextInterrupted).isFalse();
    }

    @Test
    void cancel_ofTheRunningByItself_interruptsNobody() {
        TestTask[] self = new TestTask[1];
        AtomicBoolean interrupted = new AtomicBoolean(true);
        self[0] = new TestTask(worker, () -> {
            self[0].cancel();
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        assertThat(self[0].start()).isTrue();
        flush(worker);
        assertThat(interrupted).isFalse();
        assertThat(self[0].isDone()).isTrue();
    }

    @Test
    void cancel_whereTasksAreLetRun_interruptsNobody() {
        GoTasks gentle = GoTasks.on(runtime, OnCancel.LET_RUN);
        GoWorker own = gentle.worker();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean(true);
        TestTask running = started(own, () -> {
            begun.countDown();
            interrupted.set(isInterruptedIn(gate));
        });
        await(begun);
        assertThat(running.cancel()).isTrue();
        assertThat(running.isDone()).isTrue();
        gate.countDown();
        flush(own);
        assertThat(interrupted).isFalse();
    }

    @Test
    void cancel_racingWithTheEndOfTheRun_leaksNoInterrupt() {
        ConcurrentLinkedQueue<String> leaks = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 5000; i++) {
            AtomicBoolean begun = new AtomicBoolean();
            TestTask target = started(worker, () -> begun.set(true));
            started(worker, () -> {
                if (Thread.currentThread().isInterrupted()) {
                    leaks.add("leaked");
                }
            });
            while (!begun.get()) {
                Thread.onSpinWait();
            }
            target.cancel();
        }
        flush(worker);
        assertThat(leaks).isEmpty();
    }

    @Test
    void interruptOfItself_ofATask_isNotSeenByTheNext() {
        AtomicBoolean seen = new AtomicBoolean(true);
        CountDownLatch gate = new CountDownLatch(1);
        started(worker, () -> await(gate));
        started(worker, () -> Thread.currentThread().interrupt());
        started(worker, () -> seen.set(Thread.currentThread().isInterrupted()));
        gate.countDown();
        flush(worker);
        assertThat(seen).isFalse();
    }

    // ---- closing ----

    @Test
    void close_cancelsTheRunningTheWaitingAndTheDelayed() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        List<TestTask> all = new ArrayList<>();
        all.add(started(worker, () -> {
            begun.countDown();
            if (isInterruptedIn(new CountDownLatch(1))) {
                ended.countDown();
            }
        }));
        await(begun);
        all.add(started(worker, ran::incrementAndGet));
        TestTask delayed = new TestTask(worker, ran::incrementAndGet);
        assertThat(delayed.start(1, TimeUnit.DAYS)).isTrue();
        all.add(delayed);
        TestTask periodic = new TestTask(worker, ran::incrementAndGet);
        assertThat(periodic.startPeriodically(1, 1, TimeUnit.DAYS)).isTrue();
        all.add(periodic);

        worker.close();
        assertThat(all).allMatch(GoTask::isDone);
        assertThat(worker.isClosed()).isTrue();
        await(ended);
        TestTask late = new TestTask(worker, ran::incrementAndGet);
        assertThat(late.start()).isFalse();
        assertThat(late.start(1, TimeUnit.SECONDS)).isFalse();
        assertThat(late.startPeriodically(0, 1, TimeUnit.SECONDS)).isFalse();
        awaitUntil(() -> tasks.inFlight() == 0);
        assertThat(ran).hasValue(0);
        assertThat(runtime.stats().timers()).isZero();
    }

    @Test
    void close_byItsOwnTask_interruptsNobody() {
        AtomicBoolean interrupted = new AtomicBoolean(true);
        CountDownLatch done = new CountDownLatch(1);
        started(worker, () -> {
            worker.close();
            interrupted.set(Thread.currentThread().isInterrupted());
            done.countDown();
        });
        await(done);
        assertThat(interrupted).isFalse();
    }

    @Test
    void close_leavesSiblingsAlone() {
        worker.close();
        flush(tasks.worker());
        flush(tasks);
    }

    @Test
    void start_onAClosedRuntime_isRejected() {
        GoRuntime other = GoRuntime.builder().build();
        GoWorker own = GoTasks.on(other, OnCancel.INTERRUPT).worker();
        flush(own);
        other.close();
        assertThat(new TestTask(own, () -> {}).start()).isFalse();
        assertThat(new TestTask(own, () -> {}).start(1, TimeUnit.DAYS)).isFalse();
    }
}
