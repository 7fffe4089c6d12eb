package dev.spindle.channel;

import org.jspecify.annotations.Nullable;

/**
 * A send or a receive that waits in a channel's queue, alone or as one case of a select.
 *
 * <p>A queue is a circular list, named by its first waiter, or null if empty: appending, and removing from anywhere, take
 * constant time. Links and elements are guarded by the channel's lock.
 *
 * <p>Who completes a waiter holds that lock and has unlinked the waiter. Completing is the last time that it touches the
 * waiter, so it asks for the thread to wake before. A thread that gives up takes the lock and looks whether its waiter is
 * still linked: if not, and if it waits alone, the operation has happened.
 *
 * @param <T> the type of the elements
 */
final class Waiter<T> extends Parking {

    /** What to complete: the select's wait, or this if it waits alone. */
    private final Parking wait;

    private final int key;

    /** True in the queue of senders, false in that of receivers. */
    private final boolean sending;

    /** A sender's element; a receiver's once delivered. Also published by completing. */
    private @Nullable T element;

    private @Nullable Waiter<T> next;
    private @Nullable Waiter<T> previous;

    private Waiter(boolean sending, @Nullable T element) {
        this.wait = this;
        this.key = ONLY;
        this.sending = sending;
        this.element = element;
    }

    private Waiter(boolean sending, Parking select, int key) {
        this.wait = select;
        this.key = key;
        this.sending = sending;
    }

    static <T> Waiter<T> sender(T element) {
        return new Waiter<>(true, element);
    }

    static <T> Waiter<T> receiver() {
        return new Waiter<>(false, null);
    }

    /** A case of a select, to be used again and again. Its key is positive, and unique in the select. */
    static <T> Waiter<T> selecting(boolean sending, Parking select, int key) {
        return new Waiter<>(sending, select, key);
    }

    boolean isSending() {
        return sending;
    }

    Thread threadToWake() {
        return wait.thread();
    }

    /** What was delivered, or is to be sent; for the waiting thread, before or after its wait. */
    @Nullable
    T element() {
        return element;
    }

    void setElement(@Nullable T element) {
        this.element = element;
    }

    // For who completes: lock held, unlinked. False if the select behind was completed before.

    /** Hands an element to a receiver. */
    boolean tryDeliver(T value) {
        element = value;
        if (tryComplete(key)) {
            return true;
        }
        element = null;
        return false;
    }

    /** Takes a sender's element, or nothing. */
    @Nullable
    T tryAccept() {
        T value = element;
        return tryComplete(key) ? value : null;
    }

    /** Tells either that the channel was closed. */
    boolean tryEnd() {
        return tryComplete(-key);
    }

    private boolean tryComplete(int outcome) {
        if (wait == this) {
            setStateRelease(outcome);
            return true;
        }
        return wait.casFromWaiting(outcome);
    }

    // The queue: lock held.

    boolean isLinked() {
        return next != null;
    }

    /** Appends a waiter to the queue that starts with {@code first}; returns the queue's first. */
    static <T> Waiter<T> append(@Nullable Waiter<T> first, Waiter<T> waiter) {
        if (first == null) {
            waiter.next = waiter;
            waiter.previous = waiter;
            return waiter;
        }
        Waiter<T> last = link(first.previous);
        waiter.next = first;
        waiter.previous = last;
        last.next = waiter;
        first.previous = waiter;
        return first;
    }

    /** Removes a linked waiter from the queue that starts with {@code first}; returns the queue's new first, if any. */
    static <T> @Nullable Waiter<T> remove(@Nullable Waiter<T> first, Waiter<T> waiter) {
        Waiter<T> after = link(waiter.next);
        Waiter<T> before = link(waiter.previous);
        waiter.next = null;
        waiter.previous = null;
        if (after == waiter) {
            return null;
        }
        before.next = after;
        after.previous = before;
        return waiter == first ? after : first;
    }

    /** How many wait in the queue that starts with {@code first}. */
    static <T> int count(@Nullable Waiter<T> first) {
        int count = 0;
        if (first != null) {
            Waiter<T> waiter = first;
            do {
                count++;
                waiter = link(waiter.next);
            } while (waiter != first);
        }
        return count;
    }

    @SuppressWarnings("NullAway") // links are null only outside of a queue
    private static <T> Waiter<T> link(@Nullable Waiter<T> linked) {
        return linked;
    }
}
