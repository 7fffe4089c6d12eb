package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Delayed tasks and sleeps, seen from outside. */
@Timeout(120)
class GoTimerTest {

    private final GoRuntime runtime = Testing.runtime(1);

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void schedule_differentDelaysInAnyOrder_runAllAndNoneEarly() throws Exception {
        Random random = new Random(Testing.seed(GoTimerTest.class));
        List<Integer> delays = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            delays.add(i * 3);
        }
        Collections.shuffle(delays, random);
        BlockingQueue<Long> spare = new LinkedBlockingQueue<>();
        for (int delay : delays) {
            long armed = System.nanoTime();
            runtime.schedule(
                    () -> spare.add(System.nanoTime() - armed - TimeUnit.MILLISECONDS.toNanos(delay)),
                    delay,
                    TimeUnit.MILLISECONDS);
        }
        for (int i = 0; i < delays.size(); i++) {
            assertThat(spare.poll(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isNotNull()
                    .isNotNegative();
        }
    }

    @Test
    void schedule_zeroOrNegativeDelay_runsAtOnce() throws Exception {
        CountDownLatch ran = new CountDownLatch(3);
        runtime.schedule(ran::countDown, 0, TimeUnit.SECONDS);
        runtime.schedule(ran::countDown, -1, TimeUnit.DAYS);
        runtime.schedule(ran::countDown, Long.MIN_VALUE, TimeUnit.DAYS);
        Testing.await(ran);
    }

    @Test
    void schedule_hugeDelay_isArmedAndCancelled() {
        GoTimer timer = runtime.schedule(() -> {}, Long.MAX_VALUE, TimeUnit.DAYS);
        assertThat(runtime.stats().timers()).isEqualTo(1);
        assertThat(timer.cancel()).isTrue();
        assertThat(runtime.stats().timers()).isZero();
    }

    @Test
    void schedule_neverEarly() throws Exception {
        for (int i = 0; i < 20; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            long[] at = new long[1];
            long start = System.nanoTime();
            runtime.schedule(
                    () -> {
                        at[0] = System.nanoTime();
                        ran.countDown();
                    },
                    3,
                    TimeUnit.MILLISECONDS);
            Testing.await(ran);
            assertThat(at[0] - start).isGreaterThanOrEqualTo(3_000_000);
        }
    }

    @Test
    void cancel_armed_preventsTheTask() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        GoTimer timer = runtime.schedule(ran::incrementAndGet, 50, TimeUnit.MILLISECONDS);
        assertThat(timer.isCancelled()).isFalse();
        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).isFalse();
        assertThat(timer.isCancelled()).isTrue();
        CountDownLatch later = new CountDownLatch(1);
        runtime.schedule(later::countDown, 60, TimeUnit.MILLISECONDS);
        Testing.await(later);
        assertThat(ran).hasValue(0);
    }

    @Test
    void cancel_afterItRan_isFalse() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        GoTimer timer = runtime.schedule(ran::countDown, 1, TimeUnit.MILLISECONDS);
        Testing.await(ran);
        assertThat(timer.cancel()).isFalse();
        assertThat(timer.isCancelled()).isFalse();
    }

    @Test
    void cancel_aHundredThousand_leavesNothingBehind() {
        List<GoTimer> timers = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            timers.add(runtime.schedule(() -> {}, 1 + i, TimeUnit.HOURS));
        }
        assertThat(runtime.stats().timers()).isEqualTo(100_000);
        for (GoTimer timer : timers) {
            assertThat(timer.cancel()).isTrue();
        }
        assertThat(runtime.stats().timers()).isZero();
    }

    @Test
    void cancel_task_isUnreachableAtOnce() {
        byte[] payload = new byte[1_000];
        WeakReference<byte[]> reference = new WeakReference<>(payload);
        GoTimer timer = schedule(payload);
        payload = null;
        assertThat(timer.cancel()).isTrue();
        Testing.until("the payload is unreachable, though the timer is kept", () -> {
            System.gc();
            return reference.get() == null && timer.isCancelled();
        });
    }

    private GoTimer schedule(byte[] payload) {
        return runtime.schedule(() -> payload[0]++, 1, TimeUnit.DAYS);
    }

    @Test
    void task_thatThrows_isReportedAndTimersGoOn() throws Exception {
        BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
        try (GoRuntime other =
                Testing.build(GoRuntime.builder().parallelism(1).uncaughtHandler((t, e) -> uncaught.add(e)))) {
            other.schedule(
                    () -> {
                        throw new IllegalStateException("from a timer");
                    },
                    1,
                    TimeUnit.MILLISECONDS);
            assertThat(uncaught.poll(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .hasMessage("from a timer");
            CountDownLatch ran = new CountDownLatch(1);
            other.schedule(ran::countDown, 1, TimeUnit.MILLISECONDS);
            Testing.await(ran);
        }
    }

    @Test
    void sleeps_manyAtOnce_allComeBack() throws Exception {
        List<Goroutine> all = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            int micros = i * 7 % 30_000;
            all.add(runtime.go(() -> Go.sleep(Duration.ofNanos(micros * 1_000L))));
        }
        for (Goroutine g : all) {
            Testing.join(g);
        }
        assertThat(runtime.stats().timers()).isZero();
    }

    @Test
    void timers_whileEveryPIsHeldByAHog_fireAllTheSame() throws Exception {
        CountDownLatch fired = new CountDownLatch(20);
        Work.Running hog = Work.TASK.start(runtime, () -> {
            for (int i = 0; i < 20; i++) {
                runtime.schedule(fired::countDown, i, TimeUnit.MILLISECONDS);
            }
            Testing.burnUntil(() -> fired.getCount() == 0);
        });
        hog.await();
    }
}
