package dev.spindle.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Testing;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Producers of singles and batches against takers of ones and shares: every item comes out once. */
@Timeout(120)
class GlobalQueueStressTest {

    private static final int ITEMS = 300_000;
    private static final int PRODUCERS = 2;
    private static final int TAKERS = 2;

    private record Item(int number) implements Runnable {
        @Override
        public void run() {}
    }

    @Test
    void producersAndTakers_everyItem_comesOutOnce() throws Exception {
        Random random = new Random(Testing.seed(GlobalQueueStressTest.class));
        GlobalQueue global = new GlobalQueue();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger left = new AtomicInteger(ITEMS);
        AtomicIntegerArray taken = new AtomicIntegerArray(ITEMS);
        CountDownLatch producing = new CountDownLatch(PRODUCERS);
        for (int p = 0; p < PRODUCERS; p++) {
            Random mine = new Random(random.nextLong());
            Thread.ofPlatform().daemon().start(() -> {
                produce(global, next, mine);
                producing.countDown();
            });
        }
        Thread[] takers = new Thread[TAKERS];
        for (int t = 0; t < TAKERS; t++) {
            Random mine = new Random(random.nextLong());
            takers[t] = Thread.ofPlatform().daemon().start(() -> take(global, left, taken, mine));
        }
        Testing.await(producing);
        Testing.until("all came out: " + global.size(), () -> left.get() == 0);
        for (Thread taker : takers) {
            taker.join();
        }
        for (int i = 0; i < ITEMS; i++) {
            assertThat(taken.get(i)).as("times that item " + i + " came out").isEqualTo(1);
        }
        assertThat(global.isEmpty()).isTrue();
        assertThat(global.size()).isZero();
    }

    private static void produce(GlobalQueue global, AtomicInteger next, Random random) {
        for (; ; ) {
            int n = random.nextInt(4) == 0 ? 1 + random.nextInt(129) : 1;
            int from = next.getAndAdd(n);
            int to = Math.min(ITEMS, from + n);
            if (from >= to) {
                return;
            }
            if (n == 1) {
                global.push(new Item(from));
            } else {
                Runnable[] batch = new Runnable[to - from];
                for (int i = from; i < to; i++) {
                    batch[i - from] = new Item(i);
                }
                global.accept(batch);
            }
        }
    }

    private static void take(GlobalQueue global, AtomicInteger left, AtomicIntegerArray taken, Random random) {
        RunQueue ring = new RunQueue(256, batch -> {
            throw new AssertionError("a share fits the ring");
        });
        while (left.get() > 0) {
            Runnable item = random.nextInt(3) == 0 ? global.pollOne() : global.pollShare(ring, 1 + random.nextInt(4));
            for (; item != null; item = ring.pollHead()) {
                taken.incrementAndGet(((Item) item).number);
                left.decrementAndGet();
            }
        }
    }
}
