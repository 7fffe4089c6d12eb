package dev.spindle;

import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing in the midst of it all: whatever was accepted ends, one way or the other. */
@Timeout(300)
class RuntimeCloseStressTest {

    private static final int ROUNDS = 120;

    @Test
    void close_underLoad_everyGoroutineEnds() throws Exception {
        Random random = new Random(Testing.seed(RuntimeCloseStressTest.class));
        for (int round = 0; round < ROUNDS; round++) {
            GoRuntime runtime = Testing.runtime(1 + random.nextInt(4));
            Queue<Goroutine> started = new ConcurrentLinkedQueue<>();
            AtomicInteger tasks = new AtomicInteger();
            CountDownLatch going = new CountDownLatch(3);
            Thread[] submitters = new Thread[3];
            for (int s = 0; s < submitters.length; s++) {
                long seed = random.nextLong();
                submitters[s] =
                        Thread.ofPlatform().start(() -> submitUntilRefused(runtime, started, tasks, going, seed));
            }
            Testing.await(going);
            LockSupport.parkNanos(random.nextInt(3_000_000));
            runtime.close(Duration.ofMillis(random.nextInt(3)));
            for (Thread submitter : submitters) {
                submitter.join();
            }
            for (Goroutine g : started) {
                try {
                    Testing.join(g);
                } catch (ExecutionException e) {
                    // interrupted, or never ran: it ended
                }
            }
            Testing.until(
                    "all is accounted for: " + runtime.trace(),
                    () -> runtime.stats().goroutines() == 0);
        }
    }

    private static void submitUntilRefused(
            GoRuntime runtime, Queue<Goroutine> started, AtomicInteger tasks, CountDownLatch going, long seed) {
        Random random = new Random(seed);
        try {
            for (int i = 0; ; i++) {
                if (i == 10) {
                    going.countDown();
                }
                if (random.nextBoolean()) {
                    started.add(runtime.go(body(runtime, started, random.nextInt())));
                } else {
                    runtime.execute(tasks::incrementAndGet);
                }
                if (random.nextInt(50) == 0) {
                    LockSupport.parkNanos(random.nextInt(100_000));
                }
            }
        } catch (RejectedExecutionException e) {
            going.countDown();
        }
    }

    private static GoBody body(GoRuntime runtime, Queue<Goroutine> started, int kind) {
        return () -> {
            switch (kind & 7) {
                case 0 -> Go.sleep(Duration.ofNanos(kind & 0xFFFFF));
                case 1 -> Go.yield();
                case 2 -> LockSupport.parkNanos(kind & 0xFFFF);
                case 3 -> {
                    synchronized (started) {
                        Thread.onSpinWait();
                    }
                }
                case 4 -> started.add(runtime.go(Go::yield));
                default -> Thread.onSpinWait();
            }
        };
    }
}
