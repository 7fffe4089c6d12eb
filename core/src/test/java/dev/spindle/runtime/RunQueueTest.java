package dev.spindle.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ring and its runnext slot, one call after the other. */
class RunQueueTest {

    private final List<List<Runnable>> overflown = new ArrayList<>();

    private RunQueue queue(int capacity) {
        return new RunQueue(capacity, batch -> overflown.add(List.of(batch)));
    }

    private record Item(int number) implements Runnable {
        @Override
        public void run() {}
    }

    private static void pushTail(RunQueue queue, int from, int to) {
        for (int i = from; i <= to; i++) {
            queue.pushTail(new Item(i));
        }
    }

    private static List<Integer> drain(RunQueue queue) {
        List<Integer> numbers = new ArrayList<>();
        for (Runnable item = queue.pollHead(); item != null; item = queue.pollHead()) {
            numbers.add(((Item) item).number);
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 0, 1, 3, 6})
    void capacity_noPowerOfTwo_isRefused(int capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue(capacity))
                .withMessage("capacity must be a power of two of at least 2, not " + capacity);
    }

    @Test
    void empty_givesNothing() {
        RunQueue queue = queue(2);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.length()).isZero();
        assertThat(queue.room()).isEqualTo(2);
        assertThat(queue.pollNext()).isNull();
        assertThat(queue.pollHead()).isNull();
        assertThat(queue.peekNext()).isNull();
        assertThat(queue.stealOne()).isNull();
        assertThat(queue.stealHalf(queue(2))).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void pushTail_pollHead_isFifoManyTimesRound(int capacity) {
        RunQueue queue = queue(capacity);
        for (int round = 0; round < 50; round++) {
            pushTail(queue, 1, capacity - 1);
            assertThat(queue.length()).isEqualTo(capacity - 1);
            assertThat(queue.room()).isEqualTo(1);
            assertThat(drain(queue)).hasSize(capacity - 1).isSorted();
        }
        assertThat(overflown).isEmpty();
    }

    @Test
    void pushTail_full_overflowsTheOlderHalfAndTheNewest() {
        RunQueue queue = queue(4);
        pushTail(queue, 1, 5);
        assertThat(overflown).containsExactly(List.of(new Item(1), new Item(2), new Item(5)));
        assertThat(drain(queue)).containsExactly(3, 4);
    }

    @Test
    void pushTail_fullAtSizeTwo_overflowsOneAndTheNewest() {
        RunQueue queue = queue(2);
        pushTail(queue, 1, 3);
        assertThat(overflown).containsExactly(List.of(new Item(1), new Item(3)));
        assertThat(drain(queue)).containsExactly(2);
    }

    @Test
    void pushNext_kicksTheFormerToTheTail() {
        RunQueue queue = queue(4);
        queue.pushTail(new Item(0));
        for (int i = 1; i <= 3; i++) {
            queue.pushNext(new Item(i));
        }
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.length()).as("runnext is not counted").isEqualTo(3);
        assertThat(queue.peekNext()).isEqualTo(new Item(3));
        assertThat(queue.pollNext()).isEqualTo(new Item(3));
        assertThat(queue.pollNext()).isNull();
        assertThat(drain(queue)).containsExactly(0, 1, 2);
    }

    @Test
    void pushNext_kickIntoAFullRing_overflows() {
        RunQueue queue = queue(2);
        pushTail(queue, 1, 2);
        queue.pushNext(new Item(3));
        queue.pushNext(new Item(4));
        assertThat(overflown).containsExactly(List.of(new Item(1), new Item(3)));
        assertThat(queue.pollNext()).isEqualTo(new Item(4));
        assertThat(drain(queue)).containsExactly(2);
    }

    @Test
    void isEmpty_onlyRunnext_isFalse() {
        RunQueue queue = queue(2);
        queue.pushNext(new Item(1));
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.length()).isZero();
    }

    @Test
    void stealNext_stillTheSeenOne_takesIt() {
        RunQueue queue = queue(2);
        Item first = new Item(1);
        queue.pushNext(first);
        assertThat(queue.stealNext(new Item(1)))
                .as("an equal one is not the same")
                .isFalse();
        queue.pushNext(new Item(2));
        assertThat(queue.stealNext(first)).isFalse();
        Runnable seen = queue.peekNext();
        assertThat(queue.stealNext(seen)).isTrue();
        assertThat(queue.peekNext()).isNull();
        assertThat(drain(queue)).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void stealHalf_takesTheOlderHalfRoundedUp(int length) {
        RunQueue victim = queue(8);
        RunQueue thief = queue(8);
        pushTail(victim, 1, length);
        int taken = length - length / 2;
        assertThat(victim.stealHalf(thief)).isEqualTo(new Item(1));
        assertThat(thief.length()).isEqualTo(taken - 1);
        List<Integer> stolen = drain(thief);
        List<Integer> left = drain(victim);
        assertThat(left).hasSize(length - taken);
        stolen.addAll(left);
        assertThat(stolen).hasSize(length - 1).isSorted();
    }

    @Test
    void stealHalf_intoARingThatHasTurned_keepsTheOrder() {
        RunQueue thief = queue(4);
        for (int round = 0; round < 20; round++) {
            RunQueue victim = queue(4);
            pushTail(victim, 1, 4);
            assertThat(victim.stealHalf(thief)).isEqualTo(new Item(1));
            assertThat(drain(thief)).containsExactly(2);
            thief.pushTail(new Item(9));
            assertThat(drain(thief)).containsExactly(9);
            assertThat(drain(victim)).containsExactly(3, 4);
        }
    }

    @Test
    void stealHalf_leavesRunnext() {
        RunQueue victim = queue(4);
        victim.pushNext(new Item(1));
        assertThat(victim.stealHalf(queue(4))).isNull();
        assertThat(victim.peekNext()).isEqualTo(new Item(1));
    }

    @Test
    void stealOne_takesTheOldest() {
        RunQueue victim = queue(4);
        pushTail(victim, 1, 3);
        assertThat(victim.stealOne()).isEqualTo(new Item(1));
        assertThat(drain(victim)).containsExactly(2, 3);
    }

    @Test
    void taken_itemsAreNotKeptReachable() {
        RunQueue queue = queue(4);
        List<WeakReference<Runnable>> references = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Runnable item = new Item(i);
            references.add(new WeakReference<>(item));
            queue.pushTail(item);
        }
        while (queue.stealOne() != null) {
            // taken by a thief, which nulls no slot
        }
        queue.scrub();
        dev.spindle.Testing.until("all are unreachable", () -> {
            System.gc();
            return references.stream().allMatch(r -> r.get() == null) && queue.isEmpty();
        });
    }

    /** The thief's own index of what it has cleaned must not fall behind by a round of its ring. */
    @Test
    void stealHalf_whereOthersTakeTheLootEachTime_losesNothing() {
        RunQueue victim = queue(8);
        RunQueue thief = queue(8);
        List<Integer> seen = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            pushTail(victim, 8 * round, 8 * round + 7);
            seen.add(((Item) victim.stealHalf(thief)).number);
            if (round % 4 == 3) {
                seen.addAll(drain(thief));
            }
            for (Runnable item = thief.stealOne(); item != null; item = thief.stealOne()) {
                seen.add(((Item) item).number);
            }
            seen.addAll(drain(victim));
        }
        assertThat(seen).hasSize(160).doesNotHaveDuplicates();
    }

    @Test
    void peekHead_leavesTheOldestWhereItIs() {
        RunQueue queue = new RunQueue(4, batch -> {});
        assertThat(queue.peekHead()).isNull();
        Runnable first = () -> {};
        queue.pushTail(first);
        queue.pushTail(() -> {});
        assertThat(queue.peekHead()).isSameAs(first);
        assertThat(queue.pollHead()).isSameAs(first);
        assertThat(queue.peekHead()).isNotNull().isNotSameAs(first);
        assertThat(queue.pollHead()).isNotNull();
        assertThat(queue.peekHead()).isNull();
    }
}
