package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The buffer against the JDK's deque. */
class RingTest {

    @Test
    void operations_atRandom_agreeWithADeque() {
        Random random = new Random(Seed.next(RingTest.class));
        for (int capacity = 1; capacity < 100; capacity++) {
            Ring<Integer> ring = new PlainRing(capacity);
            ArrayDeque<Integer> deque = new ArrayDeque<>();
            for (int i = 0; i < 2_000; i++) {
                switch (random.nextInt(3)) {
                    case 0 -> {
                        if (deque.size() < capacity) {
                            ring.append(i);
                            deque.add(i);
                        }
                    }
                    case 1 -> {
                        if (!deque.isEmpty()) {
                            assertThat(ring.removeFirst()).isEqualTo(deque.remove());
                        }
                    }
                    default -> {
                        if (!deque.isEmpty()) {
                            deque.add(i);
                            assertThat(ring.rotate(i)).isEqualTo(deque.remove());
                        }
                    }
                }
                assertThat(ring.count()).isEqualTo(ring.countAcquire()).isEqualTo(deque.size());
            }
        }
    }

    @Test
    void capacity_negative_isRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new PlainRing(-3));
    }

    private static final class PlainRing extends Ring<Integer> {
        PlainRing(int capacity) {
            super(capacity);
        }
    }
}
