package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Threads of every kind that are done, and wait for each other with timeouts and interrupts: nobody returns early, nobody
 * stays behind, and the group is as new in the end.
 */
@Timeout(120)
class WaitGroupStressTest {

    private final AtomicLong waited = new AtomicLong();

    @Test
    void randomWaits_noneReturnsEarly_noneIsForgotten() throws Exception {
        int rounds = Crowd.rounds(WaitGroupStressTest.class, this::round);
        System.out.println("WaitGroupStressTest " + rounds + " rounds, waited " + waited.get() + " times");
        assertThat(waited.get()).isPositive();
    }

    private void round(Random random) throws Exception {
        int size = 2 + random.nextInt(7);
        int dones = 1 + random.nextInt(40);
        WaitGroup group = new WaitGroup();
        group.add(size * dones);
        AtomicInteger done = new AtomicInteger();
        new Crowd(random, size, party -> {
                    int left = dones;
                    while (left > 0) {
                        if (party.random().nextInt(3) == 0) {
                            awaitALittle(group, party, done, size * dones);
                        } else {
                            int some = 1 + party.random().nextInt(left);
                            done.addAndGet(some);
                            group.add(-some);
                            left -= some;
                        }
                    }
                    awaitToTheEnd(group);
                    assertThat(done).hasValue(size * dones);
                    waited.incrementAndGet();
                })
                .run();
        assertThat(Inside.state(group)).isZero();
    }

    private static void awaitALittle(WaitGroup group, Crowd.Party party, AtomicInteger done, int all) {
        try {
            if (group.await(party.timeout())) {
                assertThat(done).hasValue(all);
            }
        } catch (InterruptedException e) {
            party.work();
        }
    }

    private static void awaitToTheEnd(WaitGroup group) {
        boolean ended = false;
        while (!ended) {
            try {
                group.await();
                ended = true;
            } catch (InterruptedException e) {
                Thread.onSpinWait(); // interrupts end soon
            }
        }
    }
}
