package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Testing;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random users on threads of every kind, with timeouts and interrupts: never more is taken than there is, nobody stays
 * behind, and all permits are free in the end.
 */
@Timeout(120)
class SemaphoreStressTest {

    private static final Duration TIME = Duration.ofSeconds(3);

    private final AtomicLong taken = new AtomicLong();

    @Test
    void randomUsers_noPermitIsLostOrDoubled() throws Exception {
        long seed = Testing.seed(SemaphoreStressTest.class);
        long start = System.nanoTime();
        int rounds = 0;
        while (System.nanoTime() - start < TIME.toNanos()) {
            round(new Random(seed + rounds));
            rounds++;
        }
        System.out.println("SemaphoreStressTest " + rounds + " rounds, taken " + taken.get() + " times");
        assertThat(taken.get()).isPositive();
    }

    private void round(Random random) throws Exception {
        int size = 1 + random.nextInt(6);
        Semaphore semaphore = new Semaphore(size);
        AtomicLong held = new AtomicLong();
        new Crowd(random, 2 + random.nextInt(8), party -> {
                    for (int i = 0; i < 300; i++) {
                        int weight = 1 + party.random().nextInt(size);
                        if (acquire(semaphore, weight, party)) {
                            assertThat(held.addAndGet(weight)).isLessThanOrEqualTo(size);
                            party.work();
                            held.addAndGet(-weight);
                            semaphore.release(weight);
                            taken.incrementAndGet();
                        }
                    }
                })
                .run();
        assertThat(Inside.state(semaphore)).isEqualTo(size);
    }

    private static boolean acquire(Semaphore semaphore, int weight, Crowd.Party party) {
        try {
            return switch (party.random().nextInt(5)) {
                case 0 -> semaphore.tryAcquire(weight);
                case 1 -> semaphore.acquire(weight, party.timeout());
                case 2 -> {
                    semaphore.acquireUninterruptibly(weight);
                    yield true;
                }
                default -> {
                    semaphore.acquire(weight);
                    yield true;
                }
            };
        } catch (InterruptedException e) {
            return false;
        }
    }
}
