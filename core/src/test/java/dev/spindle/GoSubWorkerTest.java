package dev.spindle;

import static dev.spindle.TestTask.await;
import static dev.spindle.TestTask.awaitUntil;
import static dev.spindle.TestTask.isInterruptedIn;
import static dev.spindle.TestTask.started;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoSubWorkerTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("subworkers").parallelism(2).build();
    private final GoTasks tasks = GoTasks.on(runtime, OnCancel.INTERRUPT);
    private final GoWorker line = tasks.worker();
    private final GoSubWorker one = line.subWorker();
    private final GoSubWorker two = line.subWorker();

    @AfterEach
    void close() {
        tasks.close();
        runtime.close();
    }

    /** Lets the line stand still until the latch that it returns is released. */
    private CountDownLatch stop() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        started(line, () -> {
            begun.countDown();
            await(gate);
        });
        await(begun);
        return gate;
    }

    private void flush() {
        CountDownLatch last = new CountDownLatch(1);
        started(line, last::countDown);
        await(last);
    }

    @Test
    void start_inSeveralOfALine_keepsOneOrderForAll() {
        CountDownLatch gate = stop();
        List<Integer> seen = new ArrayList<>();
        List<GoLane> lanes = List.of(line, one, two);
        for (int i = 0; i < 999; i++) {
            int n = i;
            started(lanes.get(i % 3), () -> seen.add(n));
        }
        assertThat(one.pending()).isEqualTo(333);
        assertThat(line.pending()).isEqualTo(1000);
        gate.countDown();
        flush();
        assertThat(seen).hasSize(999).isSorted();
    }

    @Test
    void close_cancelsItsOwnTasksOnly() {
        CountDownLatch gate = stop();
        AtomicInteger ranInOne = new AtomicInteger();
        AtomicInteger ranInTwo = new AtomicInteger();
        TestTask ofOne = started(one, ranInOne::incrementAndGet);
        TestTask ofTwo = started(two, ranInTwo::incrementAndGet);
        one.close();
        assertThat(ofOne.isDone()).isTrue();
        assertThat(ofTwo.isDone()).isFalse();
        assertThat(one.isClosed()).isTrue();
        assertThat(one.pending()).isZero();
        assertThat(new TestTask(one, () -> {}).start()).isFalse();
        assertThat(line.isClosed()).isFalse();
        gate.countDown();
        flush();
        assertThat(ranInOne).hasValue(0);
        assertThat(ranInTwo).hasValue(1);
    }

    @Test
    void close_interruptsItsOwnRunningTaskOnly() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        started(one, () -> {
            begun.countDown();
            interrupted.set(isInterruptedIn(new CountDownLatch(1)));
            ended.countDown();
        });
        await(begun);
        two.close();
        assertThat(ended.getCount()).isEqualTo(1);
        one.close();
        await(ended);
        assertThat(interrupted).isTrue();
        CountDownLatch undisturbed = new CountDownLatch(1);
        started(line, () -> {
            if (!Thread.currentThread().isInterrupted()) {
                undisturbed.countDown();
            }
        });
        await(undisturbed);
    }

    @Test
    void close_ofAnyAbove_cancelsTimersAndTasks() {
        for (GoLane above : List.of(one, line, tasks)) {
            GoTasks scope = GoTasks.on(runtime, OnCancel.INTERRUPT);
            GoWorker inScope = scope.worker();
            GoSubWorker sub = inScope.subWorker();
            TestTask delayed = new TestTask(sub, () -> {});
            TestTask periodic = new TestTask(sub, () -> {});
            assertThat(delayed.start(1, TimeUnit.DAYS)).isTrue();
            assertThat(periodic.startPeriodically(1, 1, TimeUnit.DAYS)).isTrue();
            assertThat(sub.pending()).isEqualTo(2);
            GoLane closed = above == one ? sub : above == line ? inScope : scope;
            closed.close();
            assertThat(delayed.isDone()).isTrue();
            assertThat(periodic.isDone()).isTrue();
            assertThat(sub.isClosed()).isTrue();
            awaitUntil(() -> runtime.stats().timers() == 0);
            scope.close();
            await(terminated(scope));
        }
    }

    private static CountDownLatch terminated(GoTasks scope) {
        CountDownLatch end = new CountDownLatch(1);
        scope.termination().thenRun(end::countDown);
        return end;
    }

    @Test
    void startPeriodically_inALineOfOthers_goesOnUntilItsOwnEnd() {
        AtomicInteger runs = new AtomicInteger();
        TestTask periodic = new TestTask(one, runs::incrementAndGet);
        assertThat(periodic.startPeriodically(0, 1, TimeUnit.MILLISECONDS)).isTrue();
        awaitUntil(() -> runs.get() >= 3);
        two.close();
        int now = runs.get();
        awaitUntil(() -> runs.get() > now);
        one.close();
        flush();
        int last = runs.get();
        flush();
        assertThat(runs).hasValue(last);
    }
}
