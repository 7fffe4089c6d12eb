package dev.spindle.channel;

import dev.spindle.runtime.Park;
import dev.spindle.runtime.WaitReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The channel: a ring of 0 to <i>n</i> elements between a queue of waiting senders and a queue of waiting receivers.
 *
 * <p>The algorithm is Go's (runtime/chan.go). Under the channel's lock
 * <ul>
 *   <li>a send gives its element to the first waiting receiver, else appends it to the ring, else joins the senders;
 *   <li>a receive takes the ring's first element and lets the first waiting sender's follow into the ring, else takes the
 *       element of the first waiting sender, else joins the receivers;
 *   <li>close wakes everyone, collecting them under the lock and waking them after it.
 * </ul>
 * So a receiver waits only while the ring is empty and no sender waits, a sender only while the ring is full and no
 * receiver waits, and nobody waits at a closed channel. Whoever completes a waiting operation does its work too, all of it
 * under the lock: when the waiter returns from its park, there is nothing left to compete for. Therefore an interrupt or
 * a timeout finds an operation that has happened, or one that can be unlinked as if it had never been.
 *
 * <p>{@code trySend} and {@code tryReceive} of a channel that isn't ready don't take the lock. They look for an element
 * (room, a waiter) first and at {@code limit} second: if the channel was open then, it was open and not ready at the
 * moment of the first look, since it never reopens.
 *
 * <p>The methods {@code offer} and {@code poll} are entered with the lock held, and leave it held only if they did
 * nothing, for the caller to go on from there.
 *
 * @param <T> the type of the elements
 */
final class RingChannel<T> extends Ring<T> implements Channel<T> {

    private static final int CLOSED = -1;

    private static final VarHandle LIMIT;
    private static final VarHandle SENDERS;
    private static final VarHandle RECEIVERS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            LIMIT = lookup.findVarHandle(RingChannel.class, "limit", int.class);
            SENDERS = lookup.findVarHandle(RingChannel.class, "senders", Waiter.class);
            RECEIVERS = lookup.findVarHandle(RingChannel.class, "receivers", Waiter.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The capacity while open, then {@link #CLOSED}. Guarded by the lock; also read without it (acquire). */
    private int limit;

    /** The first sender that waits. Guarded by the lock; also read without it (acquire). */
    private @Nullable Waiter<T> senders;

    /** The first receiver that waits. Guarded by the lock; also read without it (acquire). */
    private @Nullable Waiter<T> receivers;

    /** Why the channel was closed, if for a reason. Guarded by the lock; constant once closed. */
    private @Nullable Throwable cause;

    /** Guarded by the lock. */
    private long parkedSends;

    /** Guarded by the lock. */
    private long parkedReceives;

    RingChannel(int capacity) {
        super(capacity);
        this.limit = capacity;
    }

    // Sending

    @Override
    public void send(T element) throws InterruptedException {
        Objects.requireNonNull(element, "element");
        throwIfInterrupted();
        lock();
        if (!offer(element)) {
            awaitReceiver(element, Nanos.FOREVER);
        }
    }

    @Override
    public boolean send(T element, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(element, "element");
        long nanos = Nanos.of(timeout);
        throwIfInterrupted();
        lock();
        return offer(element) || awaitReceiver(element, nanos);
    }

    @Override
    public boolean trySend(T element) {
        Objects.requireNonNull(element, "element");
        if (countAcquire() == capacity() && receiversAcquire() == null && limitAcquire() != CLOSED) {
            return false;
        }
        lock();
        if (offer(element)) {
            return true;
        }
        unlock();
        return false;
    }

    private boolean offer(T element) {
        if (receivers == null && count() < limit) {
            append(element);
            unlock();
            return true;
        }
        return offerToWaiting(element);
    }

    private boolean offerToWaiting(T element) {
        if (limit == CLOSED) {
            Throwable reason = cause;
            unlock();
            throw ChannelClosedException.onSend(reason);
        }
        Waiter<T> receiver = receivers;
        if (receiver == null) {
            return false;
        }
        receivers = Waiter.remove(receiver, receiver);
        Thread thread = receiver.thread();
        receiver.deliver(element);
        unlock();
        Park.unpark(thread);
        return true;
    }

    /** Waits with the lock held, which it frees. False if the time ran out. */
    private boolean awaitReceiver(T element, long nanos) throws InterruptedException {
        if (nanos <= 0) {
            unlock();
            return false;
        }
        Waiter<T> waiter = Waiter.sender(element);
        senders = Waiter.append(senders, waiter);
        parkedSends++;
        unlock();
        int state = await(waiter, ChannelWait.SEND, nanos);
        if (state == Waiter.ENDED) {
            throw ChannelClosedException.onSend(cause);
        }
        return state == Waiter.DONE;
    }

    // Receiving

    @Override
    public T receive() throws InterruptedException {
        throwIfInterrupted();
        lock();
        T element = poll();
        if (element == null) {
            element = awaitSender(Nanos.FOREVER);
        }
        if (element == null) {
            throw ChannelClosedException.onReceive(cause);
        }
        return element;
    }

    @Override
    public @Nullable T receiveOrNull() throws InterruptedException {
        throwIfInterrupted();
        lock();
        T element = poll();
        if (element == null) {
            element = awaitSender(Nanos.FOREVER);
        }
        if (element == null && cause != null) {
            throw ChannelClosedException.onReceive(cause);
        }
        return element;
    }

    @Override
    public @Nullable T receive(Duration timeout) throws InterruptedException {
        long nanos = Nanos.of(timeout);
        throwIfInterrupted();
        lock();
        T element = poll();
        if (element == null) {
            element = awaitSender(nanos);
        }
        if (element == null) {
            throwIfAtEnd();
        }
        return element;
    }

    @Override
    public @Nullable T tryReceive() {
        if (countAcquire() == 0 && sendersAcquire() == null && limitAcquire() != CLOSED) {
            return null;
        }
        lock();
        T element = poll();
        if (element == null) {
            unlock();
            throwIfAtEnd();
        }
        return element;
    }

    @Override
    public Iterator<T> iterator() {
        return new ReceivingIterator<>(this);
    }

    private @Nullable T poll() {
        if (senders == null && count() > 0) {
            T first = removeFirst();
            unlock();
            return first;
        }
        return pollWaiting();
    }

    private @Nullable T pollWaiting() {
        Waiter<T> sender = senders;
        if (sender == null) {
            return null;
        }
        senders = Waiter.remove(sender, sender);
        Thread thread = sender.thread();
        T sent = sender.accept();
        T first = count() > 0 ? rotate(sent) : sent;
        unlock();
        Park.unpark(thread);
        return first;
    }

    /** Waits with the lock held, which it frees. Null at the end, or if the time ran out. */
    private @Nullable T awaitSender(long nanos) throws InterruptedException {
        if (limit == CLOSED || nanos <= 0) {
            unlock();
            return null;
        }
        Waiter<T> waiter = Waiter.receiver();
        receivers = Waiter.append(receivers, waiter);
        parkedReceives++;
        unlock();
        await(waiter, ChannelWait.RECEIVE, nanos);
        return waiter.delivered();
    }

    private void throwIfAtEnd() {
        if (limitAcquire() == CLOSED && countAcquire() == 0) {
            throw ChannelClosedException.onReceive(cause);
        }
    }

    // Waiting

    /** Parks until completed. {@link Waiter#WAITING} if the time ran out and the waiter is unlinked. */
    private int await(Waiter<T> waiter, WaitReason reason, long nanos) throws InterruptedException {
        long start = nanos == Nanos.FOREVER ? 0 : System.nanoTime();
        int state = waiter.stateAcquire();
        while (state == Waiter.WAITING) {
            if (waiter.thread().isInterrupted()) {
                if (withdraw(waiter)) {
                    throwIfInterrupted();
                }
            } else if (nanos == Nanos.FOREVER) {
                Park.park(reason);
            } else {
                long left = nanos - (System.nanoTime() - start);
                if (left > 0) {
                    Park.parkNanos(reason, left);
                } else if (withdraw(waiter)) {
                    return Waiter.WAITING;
                }
            }
            state = waiter.stateAcquire();
        }
        return state;
    }

    /** Unlinks a waiter. False if it was completed before. */
    private boolean withdraw(Waiter<T> waiter) {
        lock();
        boolean linked = waiter.isLinked();
        if (linked && waiter.isSending()) {
            senders = Waiter.remove(Objects.requireNonNull(senders), waiter);
        } else if (linked) {
            receivers = Waiter.remove(Objects.requireNonNull(receivers), waiter);
        }
        unlock();
        return linked;
    }

    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.currentThread().isInterrupted() && Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    // Closing

    @Override
    public boolean close() {
        return closeFor(null);
    }

    @Override
    public boolean close(Throwable cause) {
        return closeFor(Objects.requireNonNull(cause, "cause"));
    }

    private boolean closeFor(@Nullable Throwable reason) {
        List<Thread> woken = new ArrayList<>();
        lock();
        try {
            if (limit == CLOSED) {
                return false;
            }
            cause = reason;
            setLimitVolatile(CLOSED);
            endAll(senders, woken);
            endAll(receivers, woken);
            senders = null;
            receivers = null;
        } finally {
            unlock();
        }
        woken.forEach(Park::unpark);
        return true;
    }

    private static <T> void endAll(@Nullable Waiter<T> first, List<Thread> woken) {
        Waiter<T> waiter = first;
        while (waiter != null) {
            Waiter<T> rest = Waiter.remove(waiter, waiter);
            woken.add(waiter.thread());
            waiter.end();
            waiter = rest;
        }
    }

    // Looking

    @Override
    public boolean isClosed() {
        return limitAcquire() == CLOSED;
    }

    @Override
    public int length() {
        return countAcquire();
    }

    @Override
    public ChannelStats stats() {
        lock();
        long sends = parkedSends;
        long receives = parkedReceives;
        unlock();
        return new ChannelStats(sends, receives);
    }

    @Override
    public String toString() {
        return "Channel[" + length() + "/" + capacity() + (isClosed() ? ", closed]" : "]");
    }

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
