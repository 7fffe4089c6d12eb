package dev.spindle.sync;

import dev.spindle.runtime.SpinLock;
import org.jspecify.annotations.Nullable;

/**
 * Waiters in line, under a spin lock that everything here needs.
 *
 * <p>Any waiter leaves in constant time. The lock is short and never parks, as those who wake others take it.
 */
final class WaitQueue extends SpinLock {

    private @Nullable Waiter first;
    private @Nullable Waiter last;

    @Nullable
    Waiter first() {
        return first;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** Whether the first waiter is the only one. */
    boolean isSingle() {
        return first != null && first == last;
    }

    void append(Waiter waiter) {
        Waiter before = last;
        waiter.previous = before;
        last = waiter;
        if (before == null) {
            first = waiter;
        } else {
            before.next = waiter;
        }
    }

    void prepend(Waiter waiter) {
        Waiter after = first;
        waiter.next = after;
        first = waiter;
        if (after == null) {
            last = waiter;
        } else {
            after.previous = waiter;
        }
    }

    void remove(Waiter waiter) {
        Waiter before = waiter.previous;
        Waiter after = waiter.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        waiter.next = null;
        waiter.previous = null;
    }

    /** Removes the first waiter. */
    @Nullable
    Waiter poll() {
        Waiter waiter = first;
        if (waiter != null) {
            remove(waiter);
        }
        return waiter;
    }

    /** Removes and completes all; the caller unparks the chain after it has freed the lock. */
    @Nullable
    Waiter completeAll() {
        Waiter chain = first;
        first = null;
        last = null;
        for (Waiter waiter = chain; waiter != null; waiter = waiter.next) {
            waiter.complete(Waiter.GRANTED);
        }
        return chain;
    }

    /** How many wait; takes time in proportion. */
    int size() {
        int size = 0;
        for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
            size++;
        }
        return size;
    }
}
