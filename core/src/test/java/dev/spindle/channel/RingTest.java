package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
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
                switch (random.nextInt(5)) {
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
                    case 2 -> {
                        Integer[] run = new Integer[1 + random.nextInt(5) + capacity - deque.size()];
                        Arrays.setAll(run, place -> 10_000 + place);
                        int from = random.nextInt(5);
                        int number = Math.min(run.length - from, random.nextInt(capacity - deque.size() + 1));
                        if (number >= 0) {
                            ring.appendAll(run, from, number);
                            deque.addAll(List.of(run).subList(from, from + number));
                        }
                    }
                    case 3 -> {
                        int number = random.nextInt(deque.size() + 1);
                        Object[] run = new Object[number + 2];
                        ring.removeAll(run, 1, number);
                        for (int place = 1; place <= number; place++) {
                            assertThat(run[place]).isEqualTo(deque.remove());
                        }
                        assertThat(run[number + 1]).isNull();
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
