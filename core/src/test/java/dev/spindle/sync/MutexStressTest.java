package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Testing;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random lockers on threads of every kind, with timeouts and interrupts: one at a time is inside, none stays behind, and
 * the mutex is free without a trace in the end.
 */
@Timeout(120)
class MutexStressTest {

    private final AtomicLong locked = new AtomicLong();

    @Test
    void randomLockers_oneAtATime_noneIsForgotten() throws Exception {
        int rounds = Crowd.rounds(MutexStressTest.class, this::round);
        System.out.println("MutexStressTest " + rounds + " rounds, locked " + locked.get() + " times");
        assertThat(locked.get()).isPositive();
    }

    private void round(Random random) throws Exception {
        Mutex mutex = new Mutex();
        Ways ways = Ways.of(mutex);
        long[] count = new long[1];
        long before = locked.get();
        Crowd crowd = new Crowd(random, 2 + random.nextInt(7), party -> {
            for (int i = 0; i < 300; i++) {
                if (ways.take(party)) {
                    count[0]++;
                    party.work();
                    mutex.unlock();
                    locked.incrementAndGet();
                }
            }
        });
        crowd.run();
        assertThat(count[0]).isEqualTo(locked.get() - before);
        assertThat(Inside.state(mutex)).isZero();
    }

    /** Under long waits, so that mutexes go to starvation and back, the same holds. */
    @Test
    void longHolds_withInterrupts_noneIsForgotten() throws Exception {
        Random random = new Random(Testing.seed(MutexStressTest.class));
        for (int r = 0; r < 5; r++) {
            Mutex mutex = new Mutex();
            Ways ways = Ways.of(mutex);
            long[] count = new long[1];
            AtomicLong expected = new AtomicLong();
            Crowd crowd = new Crowd(new Random(random.nextLong()), 6, party -> {
                for (int i = 0; i < 40; i++) {
                    if (ways.take(party)) {
                        count[0]++;
                        expected.incrementAndGet();
                        party.spin(200_000);
                        mutex.unlock();
                    }
                }
            });
            crowd.run();
            assertThat(count[0]).isEqualTo(expected.get());
            assertThat(Inside.state(mutex)).isZero();
        }
    }
}
