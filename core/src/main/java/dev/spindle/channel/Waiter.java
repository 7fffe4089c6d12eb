package dev.spindle.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A send or a receive that waits in a channel's queue.
 *
 * <p>A queue is a circular list, named by its first waiter, or null if empty: appending, and removing from anywhere, take
 * constant time. The links are guarded by the channel's lock.
 *
 * <pre>
 * WAITING ── deliver / accept, by the other side ──> DONE
 * WAITING ── end, by close ────────────────────────> ENDED
 * </pre>
 *
 * <p>Whoever completes a waiter holds the channel's lock and has unlinked it; that is the last time that it touches the
 * waiter, so it asks for the thread to wake before. The waiting thread reads the state without the lock, and what the
 * completing thread did happens before what follows the read. A waiter that gives up takes the lock and looks whether it
 * is still linked: if not, it was completed, and the operation has happened.
 *
 * @param <T> the type of the elements
 */
final class Waiter<T> {

    static final int WAITING = 0;
    static final int DONE = 1;
    static final int ENDED = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Waiter.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Who waits. */
    private final Thread thread = Thread.currentThread();

    /** True in the queue of senders, false in that of receivers. */
    private final boolean sending;

    /** A sender's element; a receiver's once delivered. Published by the queue's lock, and by the release of the state. */
    private @Nullable T element;

    private @Nullable Waiter<T> next;
    private @Nullable Waiter<T> previous;

    /** Written once, by who completes this (release); pairs with the waiting thread's acquire. */
    @SuppressWarnings("unused") // by STATE
    private int state = WAITING;

    private Waiter(boolean sending, @Nullable T element) {
        this.sending = sending;
        this.element = element;
    }

    static <T> Waiter<T> sender(T element) {
        return new Waiter<>(true, element);
    }

    static <T> Waiter<T> receiver() {
        return new Waiter<>(false, null);
    }

    Thread thread() {
        return thread;
    }

    boolean isSending() {
        return sending;
    }

    int stateAcquire() {
        return (int) STATE.getAcquire(this);
    }

    private void setStateRelease(int value) {
        STATE.setRelease(this, value);
    }

    /** What was delivered to a receiver, for the waiting thread; null if nothing was. */
    @Nullable T delivered() {
        return element;
    }

    // For who completes: lock held, unlinked.

    /** Hands an element to a receiver. */
    void deliver(T value) {
        element = value;
        setStateRelease(DONE);
    }

    /** Takes a sender's element. */
    @SuppressWarnings("NullAway") // a sender has one
    T accept() {
        T value = element;
        setStateRelease(DONE);
        return value;
    }

    /** Tells either that the channel was closed. */
    void end() {
        setStateRelease(ENDED);
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
    static <T> @Nullable Waiter<T> remove(Waiter<T> first, Waiter<T> waiter) {
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

    @SuppressWarnings("NullAway") // links are null only outside of a queue
    private static <T> Waiter<T> link(@Nullable Waiter<T> linked) {
        return linked;
    }
}
