package dev.spindle.channel;

import dev.spindle.runtime.Park;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a channel does under its lock: a ring of 0 to <i>n</i> elements between a queue of waiting senders and a queue of
 * waiting receivers.
 *
 * <p>The algorithm is Go's (runtime/chan.go):
 * <ul>
 *   <li>a send gives its element to the first waiting receiver, else appends it to the ring, else joins the senders;
 *   <li>a receive takes the ring's first element and lets the first waiting sender's follow into the ring, else takes the
 *       element of the first waiting sender, else joins the receivers;
 *   <li>close wakes everyone, collecting them under the lock and waking them after it.
 * </ul>
 * So a receiver waits only while the ring is empty, a sender only while the ring is full, and nobody waits at a closed
 * channel. Receivers and senders wait at the same time only where selects wait for both, or were completed elsewhere and
 * have yet to leave the queue; who finds one of those passes on to the next. Whoever completes a waiting operation does
 * its work too, all of it under the lock: when the waiter returns from its park, there is nothing left to compete for.
 * Therefore an interrupt or a timeout finds an operation that has happened, or one that can be unlinked as if it had
 * never been.
 *
 * <p>{@code looksSendable} and {@code looksReceivable} need no lock. They look for an element (room, a waiter) first and
 * at {@code limit} second: if the channel was open then, it was open and not ready at the moment of the first look, since
 * it never reopens.
 *
 * <p>{@code offer} and {@code poll} are entered with the lock held, and leave it held only if they did nothing, for the
 * caller to go on from there. They unlock before they wake anyone.
 *
 * @param <T> the type of the elements
 */
abstract sealed class ChannelCore<T> extends Ring<T> permits RingChannel {

    private static final int CLOSED = -1;

    private static final AtomicLong LAST_ID = new AtomicLong();

    private static final VarHandle LIMIT;
    private static final VarHandle SENDERS;
    private static final VarHandle RECEIVERS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            LIMIT = lookup.findVarHandle(ChannelCore.class, "limit", int.class);
            SENDERS = lookup.findVarHandle(ChannelCore.class, "senders", Waiter.class);
            RECEIVERS = lookup.findVarHandle(ChannelCore.class, "receivers", Waiter.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable ChannelListener<? super T> listener;

    /** The capacity while open, then {@link #CLOSED}. Guarded by the lock; also read without it (acquire). */
    private int limit;

    /** The first sender that waits. Guarded by the lock; also read without it (acquire). */
    private @Nullable Waiter<T> senders;

    /** The first receiver that waits. Guarded by the lock; also read without it (acquire). */
    private @Nullable Waiter<T> receivers;

    /** Why the channel was closed, if for a reason. Guarded by the lock; constant once closed. */
    private @Nullable Throwable cause;

    /** The place in the order in which selects lock channels, or 0 before the first. Guarded by the lock. */
    private long id;

    /** Made when asked for. Guarded by the lock. */
    private @Nullable CloseEvent closing;

    ChannelCore(int capacity, @Nullable ChannelListener<? super T> listener) {
        super(capacity);
        this.limit = capacity;
        this.listener = listener;
    }

    // Without the lock

    /** False if a send would have to wait. */
    boolean looksSendable() {
        return countAcquire() != capacity() || receiversAcquire() != null || isClosed();
    }

    /** False if a receive would have to wait. */
    boolean looksReceivable() {
        return countAcquire() != 0 || sendersAcquire() != null || isClosed();
    }

    /** Whether time alone can make this receivable. */
    boolean isTimed() {
        return false;
    }

    /** How long until time alone makes this receivable. */
    long nanosUntilReceivable() {
        return Nanos.FOREVER;
    }

    /** Whether the channel was closed. */
    public final boolean isClosed() {
        return limitAcquire() == CLOSED;
    }

    /** Whether there is nothing to receive, now and for ever. */
    final boolean isAtEnd() {
        return isClosed() && countAcquire() == 0;
    }

    /** Why the channel was closed; for who knows that it is. */
    final @Nullable Throwable cause() {
        return cause;
    }

    final void tellReceived(T element) {
        if (listener != null) {
            listener.received(element);
        }
    }

    final void tellUndelivered(T element) {
        if (listener != null) {
            listener.undelivered(element);
        }
    }

    // With the lock held, which they free if they succeed or throw

    /**
     * Sends if that is possible now.
     *
     * @throws ChannelClosedException if closed; the lock is free then
     */
    final boolean offer(T element) {
        if (receivers == null && count() < limit) {
            append(element);
            unlock();
            return true;
        }
        return offerToWaiting(element);
    }

    private boolean offerToWaiting(T element) {
        if (limit == CLOSED) {
            unlock();
            throw ChannelClosedException.onSend(cause);
        }
        Thread receiver = deliver(element);
        if (receiver != null) {
            unlock();
            Park.unpark(receiver);
            return true;
        }
        if (count() < limit) {
            append(element);
            unlock();
            return true;
        }
        return offerToFull(element);
    }

    /** Hands an element to the first receiver that still waits: the thread to wake then, or null. Keeps the lock. */
    private @Nullable Thread deliver(T element) {
        for (Waiter<T> first = receivers; first != null; first = receivers) {
            receivers = Waiter.remove(first, first);
            Thread thread = first.threadToWake();
            if (first.tryDeliver(element)) {
                return thread;
            }
        }
        return null;
    }

    /** Makes do with a full channel where nobody waits for elements; as {@link #offer}. */
    boolean offerToFull(T element) {
        return false;
    }

    /** Receives if that is possible now, else null; at the end too. */
    @Nullable
    T poll() {
        if (senders == null && count() > 0) {
            T element = removeFirst();
            unlock();
            tellReceived(element);
            return element;
        }
        return pollWaiting();
    }

    private @Nullable T pollWaiting() {
        for (Waiter<T> first = senders; first != null; first = senders) {
            senders = Waiter.remove(first, first);
            Thread thread = first.threadToWake();
            T sent = first.tryAccept();
            if (sent != null) {
                T element = count() > 0 ? rotate(sent) : sent;
                unlock();
                Park.unpark(thread);
                tellReceived(element);
                return element;
            }
        }
        if (count() > 0) {
            T element = removeFirst();
            unlock();
            tellReceived(element);
            return element;
        }
        return null;
    }

    /** As {@link #offer}, for several elements at once. False if not even one could be sent. */
    final boolean offerAll(Batch<T> batch) {
        if (limit == CLOSED) {
            unlock();
            throw ChannelClosedException.onSend(cause);
        }
        int moved = 0;
        while (receivers != null && moved < Batch.MOST && !batch.isEmpty()) {
            Thread receiver = deliver(batch.peek());
            if (receiver != null) {
                batch.remove();
                batch.wakeLater(receiver);
                moved++;
            }
        }
        int fitting = Math.min(Math.min(limit - count(), Batch.MOST - moved), batch.size());
        if (moved + fitting == 0) {
            return offerNextToFull(batch);
        }
        try {
            batch.moveTo(this, fitting);
        } catch (OutOfMemoryError e) {
            batch.wakeAll(); // the ring could not grow, and has freed the lock
            throw e;
        }
        unlock();
        batch.wakeAll();
        return true;
    }

    private boolean offerNextToFull(Batch<T> batch) {
        boolean sent = offerToFull(batch.peek());
        if (sent) {
            batch.remove();
        }
        return sent;
    }

    /** As {@link #poll}, for as many elements as the batch has room for, telling nobody. False if there were none. */
    boolean pollAll(Batch<T> batch) {
        while (senders != null && !batch.isFull()) {
            Waiter<T> first = senders;
            senders = Waiter.remove(first, first);
            Thread thread = first.threadToWake();
            T sent = first.tryAccept();
            if (sent != null) {
                batch.add(count() > 0 ? rotate(sent) : sent);
                batch.wakeLater(thread);
            }
        }
        batch.addFrom(this, Math.min(count(), batch.room()));
        if (batch.isEmpty()) {
            return false;
        }
        unlock();
        batch.wakeAll();
        return true;
    }

    // With the lock held, which they keep

    final void join(Waiter<T> waiter) {
        if (waiter.isSending()) {
            senders = Waiter.append(senders, waiter);
        } else {
            receivers = Waiter.append(receivers, waiter);
        }
    }

    // Which take the lock

    /** Unlinks a waiter. False if it was unlinked before, by who completed it or found its select completed. */
    final boolean leave(Waiter<T> waiter) {
        lock();
        boolean linked = waiter.isLinked();
        if (linked && waiter.isSending()) {
            senders = Waiter.remove(senders, waiter);
        } else if (linked) {
            receivers = Waiter.remove(receivers, waiter);
        }
        unlock();
        return linked;
    }

    /** Closes, and wakes everyone. False if closed before. */
    final boolean closeFor(@Nullable Throwable reason) {
        @Nullable Thread[] woken = {};
        lock();
        int waiting = countWaiting();
        while (waiting > woken.length) {
            unlock();
            woken = new Thread[waiting]; // not under the lock: memory may run out
            lock();
            waiting = countWaiting();
        }
        if (limit == CLOSED) {
            unlock();
            return false;
        }
        cause = reason;
        setLimitVolatile(CLOSED);
        CloseEvent event = closing;
        int ended = endAll(senders, woken, 0);
        endAll(receivers, woken, ended);
        senders = null;
        receivers = null;
        unlock();
        for (Thread thread : woken) {
            Park.unpark(thread);
        }
        if (event != null) {
            event.happen();
        }
        return true;
    }

    /** The event of being closed. */
    public final SelectEvent closed() {
        CloseEvent fresh = new CloseEvent(); // not under the lock: memory may run out
        lock();
        if (closing == null) {
            closing = fresh;
        }
        CloseEvent event = closing;
        boolean late = limit == CLOSED;
        unlock();
        if (late) {
            event.happen();
        }
        return event;
    }

    private static <T> int endAll(@Nullable Waiter<T> first, @Nullable Thread[] woken, int from) {
        int next = from;
        Waiter<T> waiter = first;
        while (waiter != null) {
            Waiter<T> rest = Waiter.remove(waiter, waiter);
            Thread thread = waiter.threadToWake();
            if (waiter.tryEnd()) {
                woken[next++] = thread;
            }
            waiter = rest;
        }
        return next;
    }

    /** How many operations wait, selects that were completed elsewhere included. Lock held. */
    final int countWaiting() {
        return Waiter.count(senders) + Waiter.count(receivers);
    }

    /** Where this channel stands in the order in which selects lock channels. */
    final long id() {
        lock();
        if (id == 0) {
            id = LAST_ID.incrementAndGet();
        }
        long result = id;
        unlock();
        return result;
    }

    // Access modes

    private int limitAcquire() {
        return (int) LIMIT.getAcquire(this);
    }

    private void setLimitVolatile(int value) {
        LIMIT.setVolatile(this, value);
        VarHandle.storeStoreFence(); // the queues must not look empty before the channel looks closed
    }

    private @Nullable Object sendersAcquire() {
        return SENDERS.getAcquire(this);
    }

    private @Nullable Object receiversAcquire() {
        return RECEIVERS.getAcquire(this);
    }
}
