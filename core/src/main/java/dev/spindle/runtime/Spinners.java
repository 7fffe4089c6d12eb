package dev.spindle.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many Ms look for work: joined before the look, left before the last look (see {@link Scheduler}).
 *
 * <p>A wake-up joins on behalf of the M that it starts, and only where nobody spins. All operations have volatile semantics.
 */
final class Spinners {

    private final AtomicInteger count = new AtomicInteger();

    boolean isNone() {
        return count.get() == 0;
    }

    int count() {
        return Math.max(0, count.get());
    }

    /** Joins if nobody else spins. */
    boolean tryBeFirst() {
        return count.compareAndSet(0, 1);
    }

    /** Joins while twice the spinners are fewer than the busy Ps, Go's limit. */
    boolean tryJoin(int busy) {
        for (; ; ) {
            int n = count.get();
            if (2 * n >= busy) {
                return false;
            }
            if (count.compareAndSet(n, n + 1)) {
                return true;
            }
        }
    }

    /** Joins in any case: one that has found something and took a P for it. */
    void join() {
        count.getAndIncrement();
    }

    void leave() {
        count.getAndDecrement();
    }
}
