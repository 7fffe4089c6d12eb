package dev.spindle.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where work is shared: single items in fair shares, batches whole, neither before the other for ever. */
class GlobalQueueTest {

    private final GlobalQueue global = new GlobalQueue();
    private final RunQueue ring = new RunQueue(256, batch -> {
        throw new AssertionError("a share fits the ring");
    });

    private record Item(int number) implements Runnable {
        @Override
        public void run() {}
    }

    private static Runnable[] batch(int from, int to) {
        Runnable[] batch = new Runnable[to - from + 1];
        Arrays.setAll(batch, i -> new Item(from + i));
        return batch;
    }

    private List<Integer> drainRing() {
        List<Integer> numbers = new ArrayList<>();
        for (Runnable item = ring.pollHead(); item != null; item = ring.pollHead()) {
            numbers.add(((Item) item).number);
        }
        return numbers;
    }

    @Test
    void empty_givesNothing() {
        assertThat(global.isEmpty()).isTrue();
        assertThat(global.size()).isZero();
        assertThat(global.pollOne()).isNull();
        assertThat(global.pollShare(ring, 1)).isNull();
        assertThat(global.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,2,2", "10,1,10", "10,2,6", "10,4,3", "1000,1,128", "1000,2,128", "300,4,76"})
    void pollShare_singles_takesAFairShare(int size, int parallelism, int share) {
        for (int i = 0; i < size; i++) {
            global.push(new Item(i));
        }
        assertThat(global.size()).isEqualTo(size);
        assertThat(global.pollShare(ring, parallelism)).isEqualTo(new Item(0));
        assertThat(global.size()).isEqualTo(size - share);
        assertThat(drainRing()).hasSize(share - 1).isSorted();
    }

    @Test
    void pollShare_batch_takesItWhole() {
        global.accept(batch(1, 129));
        assertThat(global.isEmpty()).isFalse();
        assertThat(global.size()).isEqualTo(129);
        assertThat(global.pollShare(ring, 8)).isEqualTo(new Item(1));
        assertThat(global.isEmpty()).isTrue();
        assertThat(global.size()).isZero();
        assertThat(drainRing()).hasSize(128).isSorted();
    }

    @Test
    void pollOne_batch_leavesTheRest() {
        global.accept(batch(1, 3));
        List<Runnable> taken = new ArrayList<>();
        for (int left = 2; left >= 0; left--) {
            taken.add(global.pollOne());
            assertThat(global.size()).isEqualTo(left);
            assertThat(global.isEmpty()).isEqualTo(left == 0);
        }
        assertThat(taken).containsExactly(batch(1, 3));
        assertThat(global.pollOne()).isNull();
    }

    @Test
    void pollOne_singlesAndBatches_takeTurns() {
        for (int i = 0; i < 10; i++) {
            global.push(new Item(i));
        }
        global.accept(batch(100, 109));
        int singles = 0;
        for (int i = 0; i < 6; i++) {
            if (((Item) global.pollOne()).number < 100) {
                singles++;
            }
        }
        assertThat(singles).isEqualTo(3);
        for (int i = 0; i < 14; i++) {
            assertThat(global.pollOne()).isNotNull();
        }
        assertThat(global.isEmpty()).isTrue();
    }

    @Test
    void pollShare_singlesAndBatches_takeTurns() {
        for (int i = 0; i < 4; i++) {
            global.push(new Item(i));
        }
        global.accept(batch(100, 104));
        boolean[] single = new boolean[2];
        for (int i = 0; i < 2; i++) {
            single[i] = ((Item) global.pollShare(ring, 1)).number < 100;
            drainRing();
        }
        assertThat(single[0]).isNotEqualTo(single[1]);
        assertThat(global.isEmpty()).isTrue();
    }
}
