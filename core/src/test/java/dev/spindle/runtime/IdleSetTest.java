package dev.spindle.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Testing;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The set of idle Ps, of one word and of several. */
@Timeout(120)
class IdleSetTest {

    @Test
    void empty_hasNothingToClaim() {
        IdleSet set = new IdleSet(200);
        assertThat(set.isEmpty()).isTrue();
        assertThat(set.size()).isZero();
        assertThat(set.claim()).isEqualTo(-1);
        assertThat(set.remove(3)).isFalse();
        assertThat(set.contains(199)).isFalse();
    }

    @Test
    void claim_lowestFirst() {
        IdleSet set = new IdleSet(300);
        int[] ids = {299, 64, 5, 63, 128, 0};
        for (int id : ids) {
            set.add(id);
        }
        assertThat(set.size()).isEqualTo(6);
        for (int expected : new int[] {0, 5, 63, 64, 128, 299}) {
            assertThat(set.contains(expected)).isTrue();
            assertThat(set.claim()).isEqualTo(expected);
            assertThat(set.contains(expected)).isFalse();
        }
        assertThat(set.isEmpty()).isTrue();
    }

    @Test
    void add_twice_isOnce() {
        IdleSet set = new IdleSet(64);
        set.add(63);
        set.add(63);
        assertThat(set.size()).isEqualTo(1);
        assertThat(set.remove(63)).isTrue();
        assertThat(set.remove(63)).isFalse();
        assertThat(set.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 200})
    void capacity_exact_holdsItsLastId(int capacity) {
        IdleSet set = new IdleSet(capacity);
        set.add(capacity - 1);
        assertThat(set.claim()).isEqualTo(capacity - 1);
    }

    @Test
    void addAndClaim_concurrently_neverGivesAnIdToTwo() throws Exception {
        int ids = 130;
        IdleSet set = new IdleSet(ids);
        AtomicIntegerArray owners = new AtomicIntegerArray(ids);
        AtomicBoolean doubled = new AtomicBoolean();
        for (int id = 0; id < ids; id += 13) {
            set.add(id);
        }
        Thread[] threads = new Thread[3];
        for (int t = 0; t < threads.length; t++) {
            int self = t;
            threads[t] = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 200_000; i++) {
                    int id = (i & 3) == self && set.remove(13 * self) ? 13 * self : set.claim();
                    if (id >= 0) {
                        doubled.compareAndSet(false, owners.incrementAndGet(id) != 1);
                        owners.decrementAndGet(id);
                        set.add(id);
                    }
                }
            });
        }
        for (Thread thread : threads) {
            assertThat(thread.join(Testing.PATIENCE)).isTrue();
        }
        assertThat(doubled).isFalse();
        assertThat(set.size()).isEqualTo(10);
    }
}
