package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.spindle.Testing;
import dev.spindle.channel.Beside;
import dev.spindle.channel.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class SemaphoreTest {

    @Test
    void tryAcquire_enoughOrNot_tells() {
        Semaphore semaphore = new Semaphore(2);
        assertThat(semaphore.tryAcquire(1)).isTrue();
        assertThat(semaphore.tryAcquire(1)).isTrue();
        assertThat(semaphore.tryAcquire(1)).isFalse();
        assertThat(semaphore.available()).isZero();
        semaphore.release(2);
        assertThat(semaphore.tryAcquire(1)).isTrue();
        assertThat(semaphore.tryAcquire(2)).isFalse();
        assertThat(semaphore).hasToString("Semaphore[1/2 free]");
        semaphore.release(1);
        assertThat(semaphore.tryAcquire(2)).isTrue();
        assertThat(semaphore.size()).isEqualTo(2);
    }

    @Test
    void acquire_timed_waitsSoLong() throws Exception {
        Semaphore semaphore = new Semaphore(2);
        assertThat(semaphore.acquire(2, Duration.ZERO)).isTrue();
        assertThat(semaphore.acquire(1, Duration.ZERO)).isFalse();
        long start = System.nanoTime();
        assertThat(semaphore.acquire(1, Duration.ofMillis(5))).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(5));
        semaphore.release(2);
        assertThat(semaphore.acquire(2, Duration.ofMillis(5))).isTrue();
        semaphore.release(1);
        semaphore.release(1);
        semaphore.acquireUninterruptibly(2);
        assertThat(Inside.state(semaphore)).isZero();
    }

    @Test
    void size_belowOne_saysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Semaphore(0))
                .withMessage("size must be at least 1, not 0");
    }

    @Test
    void permits_outOfRange_saySo() {
        Semaphore semaphore = new Semaphore(3);
        for (long permits : new long[] {Long.MIN_VALUE, -1, 0, 4, Long.MAX_VALUE}) {
            String message = "permits must be from 1 to 3, not " + permits;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> semaphore.acquire(permits))
                    .withMessage(message);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> semaphore.acquire(permits, Duration.ZERO))
                    .withMessage(message);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> semaphore.acquireUninterruptibly(permits))
                    .withMessage(message);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> semaphore.tryAcquire(permits))
                    .withMessage(message);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> semaphore.release(0))
                .withMessage("permits must be at least 1, not 0");
        assertThatNullPointerException()
                .isThrownBy(() -> semaphore.acquire(1, null))
                .withMessage("timeout");
        assertThat(semaphore.available()).isEqualTo(3);
    }

    @Test
    void release_moreThanHeld_saysSo_andChangesNothing() throws Exception {
        Semaphore semaphore = new Semaphore(3);
        assertThatIllegalStateException()
                .isThrownBy(() -> semaphore.release(1))
                .withMessage("released more than held: 1 of 0");
        semaphore.acquire(2);
        assertThatIllegalStateException()
                .isThrownBy(() -> semaphore.release(Long.MAX_VALUE))
                .withMessage("released more than held: 9223372036854775807 of 2");
        Beside<Void> waiter =
                Beside.run(Kind.GOROUTINE, () -> semaphore.acquire(2)).awaitWaiting();
        assertThatIllegalStateException()
                .isThrownBy(() -> semaphore.release(3))
                .withMessage("released more than held: 3 of 2");
        semaphore.release(2);
        waiter.result();
        assertThat(semaphore.available()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void waiters_areServedInOrder_aBigOneHoldsUpSmallOnes(Kind kind) throws Exception {
        Semaphore semaphore = new Semaphore(10);
        semaphore.acquire(9);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Beside<Void> big = acquire(kind, semaphore, 10, order, "big").awaitWaiting();
        Beside<Void> small = acquire(kind, semaphore, 1, order, "small").awaitWaiting();
        Beside<Void> smaller = acquire(kind, semaphore, 1, order, "smaller").awaitWaiting();
        assertThat(semaphore).hasToString("Semaphore[1/10 free, contended]");
        assertThat(semaphore.tryAcquire(1)).as("overtakes").isFalse();
        semaphore.release(8);
        assertThat(semaphore.available()).isEqualTo(9);
        assertThat(order).isEmpty();
        semaphore.release(1);
        big.result();
        assertThat(order).containsExactly("big");
        semaphore.release(1);
        small.result();
        assertThat(smaller.isDone()).isFalse();
        semaphore.release(9);
        smaller.result();
        assertThat(order).containsExactly("big", "small", "smaller");
        assertThat(Inside.state(semaphore)).isEqualTo(8);
    }

    private static Beside<Void> acquire(Kind kind, Semaphore from, long permits, List<String> order, String name) {
        return Beside.run(kind, () -> {
            from.acquire(permits);
            order.add(name);
        });
    }

    /** Many small users who never leave a gap do not keep a big one from its turn. */
    @Test
    void bigRequest_amongSmallOnes_isNotStarved() throws Exception {
        int n = 10;
        Semaphore semaphore = new Semaphore(n);
        AtomicBoolean over = new AtomicBoolean();
        semaphore.acquire(n);
        List<Beside<Void>> small = Inside.start(2 * n, () -> {
            while (!over.get()) {
                semaphore.acquire(1);
                Thread.yield();
                semaphore.release(1);
            }
        });
        semaphore.release(n);
        for (int i = 0; i < 100; i++) {
            semaphore.acquire(n);
            assertThat(semaphore.available()).isZero();
            semaphore.release(n);
        }
        over.set(true);
        Inside.join(small);
        assertThat(Inside.state(semaphore)).isEqualTo(n);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void frontWaiter_givesUp_thoseBehindAreServed(Kind kind) throws Exception {
        Semaphore semaphore = new Semaphore(3);
        semaphore.acquire(2);
        Beside<Boolean> front = Beside.call(kind, () -> {
                    try {
                        semaphore.acquire(2);
                        return false;
                    } catch (InterruptedException e) {
                        return true;
                    }
                })
                .awaitWaiting();
        Beside<Void> behind = Beside.run(kind, () -> semaphore.acquire(1)).awaitWaiting();
        Beside<Void> last = Beside.run(kind, () -> semaphore.acquire(1)).awaitWaiting();
        front.thread().interrupt();
        assertThat(front.result()).isTrue();
        behind.result();
        assertThat(last.isDone()).isFalse();
        semaphore.release(3);
        last.result();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void frontWaiter_timeRunsOut_thoseBehindAreServed(Kind kind) throws Exception {
        Semaphore semaphore = new Semaphore(3);
        semaphore.acquire(2);
        Beside<Boolean> front = Beside.call(kind, () -> semaphore.acquire(2, Duration.ofMillis(100)))
                .awaitWaiting();
        Beside<Void> behind = Beside.run(kind, () -> semaphore.acquire(1));
        assertThat(front.result()).isFalse();
        behind.result();
        assertThat(Inside.state(semaphore)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void interrupts_leaveNoTrace(Kind kind) throws Exception {
        Semaphore semaphore = new Semaphore(1);
        semaphore.acquire(1);
        Inside.assertRefusesInterrupted(kind, () -> semaphore.acquire(1));
        Inside.assertRefusesInterrupted(kind, () -> semaphore.acquire(1, Duration.ofDays(1)));
        Inside.assertInterruptible(kind, () -> semaphore.acquire(1));
        Inside.assertInterruptible(kind, () -> semaphore.acquire(1, Duration.ofDays(1)));
        assertThat(Inside.state(semaphore)).isZero();
        Inside.assertUninterruptible(kind, () -> semaphore.acquireUninterruptibly(1), () -> semaphore.release(1));
        semaphore.release(1);
        assertThat(Inside.state(semaphore)).isEqualTo(1);
    }

    @Test
    void hammer_weights_neverExceedTheSize() throws Exception {
        Random random = new Random(Testing.seed(SemaphoreTest.class));
        for (int size : new int[] {1, 2, 5, 10}) {
            Semaphore semaphore = new Semaphore(size);
            AtomicLong held = new AtomicLong();
            Inside.join(Inside.start(2 * size + 2, () -> {
                Random own = new Random(random.nextLong());
                for (int i = 0; i < 1_000; i++) {
                    int weight = 1 + own.nextInt(size);
                    semaphore.acquire(weight);
                    assertThat(held.addAndGet(weight)).isLessThanOrEqualTo(size);
                    held.addAndGet(-weight);
                    semaphore.release(weight);
                }
            }));
            assertThat(Inside.state(semaphore)).isEqualTo(size);
        }
    }
}
