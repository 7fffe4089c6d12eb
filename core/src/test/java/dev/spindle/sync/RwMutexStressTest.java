package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random readers and writers on threads of every kind, with timeouts and interrupts: writers are alone, nobody stays
 * behind, and the lock is free without a trace in the end.
 */
@Timeout(120)
class RwMutexStressTest {

    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();

    @Test
    void randomReadersAndWriters_excludeEachOther_noneIsForgotten() throws Exception {
        int rounds = Crowd.rounds(RwMutexStressTest.class, this::round);
        System.out.println("RwMutexStressTest " + rounds + " rounds, " + reads + " reads, " + writes + " writes");
        assertThat(reads.get()).isPositive();
        assertThat(writes.get()).isPositive();
    }

    private void round(Random random) throws Exception {
        RwMutex mutex = new RwMutex();
        Ways writing = Ways.ofWriting(mutex);
        Ways reading = Ways.ofReading(mutex);
        AtomicInteger inside = new AtomicInteger();
        long[] written = new long[2];
        long before = writes.get();
        int writersOutOf = 2 + random.nextInt(8);
        new Crowd(random, 2 + random.nextInt(8), party -> {
                    for (int i = 0; i < 200; i++) {
                        if (party.random().nextInt(writersOutOf) == 0) {
                            if (writing.take(party)) {
                                assertThat(inside.getAndAdd(1_000)).isZero();
                                written[0]++;
                                party.work();
                                written[1]++;
                                inside.addAndGet(-1_000);
                                mutex.unlock();
                                writes.incrementAndGet();
                            }
                        } else if (reading.take(party)) {
                            assertThat(inside.getAndIncrement()).isLessThan(1_000);
                            assertThat(written[0]).isEqualTo(written[1]);
                            party.work();
                            inside.decrementAndGet();
                            mutex.readUnlock();
                            reads.incrementAndGet();
                        }
                    }
                })
                .run();
        assertThat(written[0]).isEqualTo(writes.get() - before);
        assertThat(Inside.state(mutex)).isZero();
    }
}
