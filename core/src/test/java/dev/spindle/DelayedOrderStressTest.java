package dev.spindle;

import static dev.spindle.TestTask.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Delayed tasks of a worker join its line in the order of their times, whoever runs their timers. */
@Timeout(120)
class DelayedOrderStressTest {

    private static final int ROUNDS = Integer.getInteger("spindle.test.rounds", 10_000);
    private static final int TASKS = 4;

    private final GoRuntime runtime = Testing.runtime(2);
    private final GoTasks tasks = GoTasks.on(runtime, OnCancel.INTERRUPT);

    @AfterEach
    void close() {
        tasks.close();
        runtime.close();
    }

    private void startInOrder(GoLane worker, int round) {
        List<Integer> seen = new ArrayList<>();
        CountDownLatch last = new CountDownLatch(TASKS);
        for (int i = 0; i < TASKS; i++) {
            int n = i;
            TestTask task = new TestTask(worker, () -> {
                seen.add(n);
                last.countDown();
            });
            assertThat(task.start(1 + round % 100, TimeUnit.MICROSECONDS)).isTrue();
        }
        await(last);
        assertThat(seen).as("round %d", round).containsExactly(0, 1, 2, 3);
    }

    @Test
    void tasks_ofEqualDelayFromAForeignThread_keepTheirOrder() {
        GoWorker worker = tasks.worker();
        for (int round = 0; round < ROUNDS; round++) {
            startInOrder(worker, round);
        }
    }

    @Test
    void tasks_ofEqualDelayFromGoroutines_keepTheirOrder() throws Exception {
        Goroutine first = runtime.go(() -> startRounds(tasks.worker()));
        Goroutine second = runtime.go(() -> startRounds(tasks.worker().subWorker()));
        first.join();
        second.join();
    }

    @Test
    void tasks_ofEqualDelayFromHereAndThere_keepTheirOrder() throws Exception {
        GoWorker worker = tasks.worker();
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> hogs = new ArrayList<>(); // take the processor from those who run timers
        for (int i = 0; i < 3; i++) {
            hogs.add(Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
            }));
        }
        try {
            for (int round = 0; round < ROUNDS / 10; round++) {
                List<Integer> seen = new ArrayList<>();
                CountDownLatch last = new CountDownLatch(TASKS);
                for (int i = 0; i < TASKS; i++) {
                    int n = i;
                    int delay = 100;
                    TestTask task = new TestTask(worker, () -> {
                        seen.add(n);
                        last.countDown();
                    });
                    if (i % 2 == 0) {
                        task.start(delay, TimeUnit.MICROSECONDS);
                    } else {
                        runtime.go(() -> task.start(delay, TimeUnit.MICROSECONDS))
                                .join();
                    }
                }
                await(last);
                assertThat(seen).as("round %d", round).containsExactly(0, 1, 2, 3);
            }
        } finally {
            stop.set(true);
            for (Thread hog : hogs) {
                hog.join();
            }
        }
    }

    private void startRounds(GoLane worker) {
        for (int round = 0; round < ROUNDS; round++) {
            startInOrder(worker, round);
        }
    }
}
