package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;

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

    private final AtomicLong taken = new AtomicLong();

    @Test
    void randomUsers_noPermitIsLostOrDoubled() throws Exception {
        int rounds = Crowd.rounds(SemaphoreStressTest.class, this::round);
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
                        if (Ways.of(semaphore, weight).take(party)) {
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
}
