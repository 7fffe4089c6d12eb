package dev.spindle.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Testing;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One owner, several thieves, tiny rings: every item is taken exactly once. */
@Timeout(120)
class RunQueueStressTest {

    private static final int ITEMS = 400_000;
    private static final int THIEVES = 2;

    private record Item(int number) implements Runnable {
        @Override
        public void run() {}
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 256})
    void ownerAndThieves_everyItem_isTakenOnce(int capacity) throws Exception {
        Random random = new Random(Testing.seed(RunQueueStressTest.class));
        AtomicIntegerArray taken = new AtomicIntegerArray(ITEMS);
        ConcurrentLinkedQueue<Runnable> overflown = new ConcurrentLinkedQueue<>();
        RunQueue queue = new RunQueue(capacity, batch -> {
            for (Runnable item : batch) {
                overflown.add(item);
            }
        });
        AtomicBoolean over = new AtomicBoolean();
        Thread[] thieves = new Thread[THIEVES];
        for (int t = 0; t < THIEVES; t++) {
            long seed = random.nextLong();
            thieves[t] = Thread.ofPlatform().start(() -> steal(queue, capacity, taken, over, new Random(seed)));
        }
        int pushed = 0;
        while (pushed < ITEMS) {
            switch (random.nextInt(5)) {
                case 0 -> queue.pushTail(new Item(pushed++));
                case 1, 2 -> queue.pushNext(new Item(pushed++));
                case 3 -> take(taken, queue.pollHead());
                default -> take(taken, queue.pollNext());
            }
            if (!overflown.isEmpty() && random.nextBoolean()) {
                take(taken, overflown.poll());
            }
        }
        while (!queue.isEmpty()) {
            take(taken, queue.pollNext());
            take(taken, queue.pollHead());
        }
        over.set(true);
        for (Thread thief : thieves) {
            thief.join();
        }
        for (Runnable item = overflown.poll(); item != null; item = overflown.poll()) {
            take(taken, item);
        }
        for (int i = 0; i < ITEMS; i++) {
            assertThat(taken.get(i)).as("times that item " + i + " was taken").isEqualTo(1);
        }
    }

    private static void steal(
            RunQueue victim, int capacity, AtomicIntegerArray taken, AtomicBoolean over, Random random) {
        RunQueue own = new RunQueue(capacity, batch -> {
            throw new AssertionError("a thief's ring never overflows");
        });
        while (!over.get() || !own.isEmpty()) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    take(taken, victim.stealHalf(own));
                    for (Runnable item = own.pollHead(); item != null; item = own.pollHead()) {
                        take(taken, item);
                    }
                }
                case 2 -> take(taken, victim.stealOne());
                default -> {
                    Runnable seen = victim.peekNext();
                    if (seen != null && victim.stealNext(seen)) {
                        take(taken, seen);
                    }
                }
            }
        }
    }

    private static void take(AtomicIntegerArray taken, Runnable item) {
        if (item != null) {
            taken.incrementAndGet(((Item) item).number);
        }
    }

    /** The same item again and again, as a parked goroutine's continuation is: never lost, never doubled. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void sameItemPushedAgain_isNeitherLostNorDoubled(int capacity) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean out = new AtomicBoolean();
        RunQueue queue = new RunQueue(capacity, batch -> {
            throw new AssertionError("there is one item only");
        });
        Runnable item = () -> {
            if (!out.compareAndSet(false, true)) {
                throw new AssertionError("taken twice");
            }
        };
        Throwable[] failures = new Throwable[THIEVES];
        Thread[] thieves = new Thread[THIEVES];
        for (int t = 0; t < THIEVES; t++) {
            int self = t;
            thieves[t] = Thread.ofPlatform().start(() -> {
                RunQueue own = new RunQueue(capacity, batch -> {});
                try {
                    while (!over.get()) {
                        Runnable stolen = self == 0 ? queue.stealHalf(own) : queue.stealOne();
                        if (stolen != null) {
                            stolen.run();
                        }
                    }
                } catch (Throwable failure) {
                    failures[self] = failure;
                    out.set(true);
                }
            });
        }
        for (int i = 0; i < 200_000; i++) {
            out.set(false);
            queue.pushTail(item);
            while (!out.get()) {
                Runnable mine = i % 3 == 0 ? queue.pollHead() : null;
                if (mine != null) {
                    mine.run();
                }
            }
        }
        over.set(true);
        for (Thread thief : thieves) {
            thief.join();
        }
        assertThat(failures).containsOnlyNulls();
        assertThat(queue.isEmpty()).isTrue();
    }
}
