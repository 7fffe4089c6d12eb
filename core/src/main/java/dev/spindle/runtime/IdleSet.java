package dev.spindle.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A lock-free set of small ids: the idle Ps, or the parked Ms.
 *
 * <p>A bitmap, so that membership is one load, there is no ABA, and {@link #claim()} prefers the lowest id, which keeps the
 * same few Ms warm. All operations have volatile semantics: {@link #add} followed by a look at the queues, against a push
 * followed by {@link #isEmpty()}, is the two halves of the sleep protocol (see {@link Scheduler}).
 */
final class IdleSet {

    private final AtomicLongArray words;

    /** Words that may hold a bit; only grows, and before the bit is set. */
    private final AtomicInteger used = new AtomicInteger(1);

    /**
     * Makes an empty set.
     *
     * @param capacity ids run from 0 to capacity - 1
     */
    IdleSet(int capacity) {
        words = new AtomicLongArray((capacity + 63) >>> 6);
    }

    void add(int id) {
        int word = id >>> 6;
        if (word >= used.get()) {
            used.accumulateAndGet(word + 1, Math::max);
        }
        words.getAndUpdate(word, w -> w | 1L << id);
    }

    /** Takes the id out; true if it was in and is now the caller's. */
    boolean remove(int id) {
        long bit = 1L << id;
        for (; ; ) {
            long w = words.get(id >>> 6);
            if ((w & bit) == 0) {
                return false;
            }
            if (words.compareAndSet(id >>> 6, w, w & ~bit)) {
                return true;
            }
        }
    }

    /** Takes out the lowest id, or returns -1. */
    int claim() {
        for (int i = 0; i < used.get(); i++) {
            for (long w = words.get(i); w != 0; w = words.get(i)) {
                if (words.compareAndSet(i, w, w & (w - 1))) {
                    return (i << 6) + Long.numberOfTrailingZeros(w);
                }
            }
        }
        return -1;
    }

    boolean contains(int id) {
        return (words.get(id >>> 6) & 1L << id) != 0;
    }

    boolean isEmpty() {
        for (int i = 0; i < used.get(); i++) {
            if (words.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    int size() {
        int n = 0;
        for (int i = 0; i < used.get(); i++) {
            n += Long.bitCount(words.get(i));
        }
        return n;
    }
}
