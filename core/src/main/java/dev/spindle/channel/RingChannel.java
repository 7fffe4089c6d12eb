package dev.spindle.channel;

import dev.spindle.runtime.Park;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The public operations over {@link ChannelCore}: waiting, interrupts, timeouts and the end.
 *
 * @param <T> the type of the elements
 */
sealed class RingChannel<T> extends ChannelCore<T> implements Channel<T> permits DroppingChannel, TickChannel {

    /** Guarded by the lock, as the other counts. */
    private long parkedSends;

    private long parkedReceives;
    private long dropped;

    RingChannel(int capacity, @Nullable ChannelListener<? super T> listener) {
        super(capacity, listener);
    }

    // Sending

    @Override
    public final void send(T element) throws InterruptedException {
        Objects.requireNonNull(element, "element");
        throwIfInterrupted();
        lock();
        if (!offer(element)) {
            awaitReceiver(element, Nanos.FOREVER);
        }
    }

    @Override
    public final boolean send(T element, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(element, "element");
        long nanos = Nanos.of(timeout);
        throwIfInterrupted();
        lock();
        return offer(element) || awaitReceiver(element, nanos);
    }

    @Override
    public final boolean trySend(T element) {
        Objects.requireNonNull(element, "element");
        if (!looksSendable()) {
            return false;
        }
        lock();
        if (offer(element)) {
            return true;
        }
        unlock();
        return false;
    }

    @Override
    public final void sendAll(Iterable<? extends T> elements) throws InterruptedException {
        if (!(elements instanceof Collection<? extends T> collection)) {
            Channel.super.sendAll(elements);
            return;
        }
        Batch<T> batch = Batch.of(collection);
        while (!batch.isEmpty()) {
            throwIfInterrupted();
            lock();
            if (!offerAll(batch)) {
                awaitReceiver(batch.remove(), Nanos.FOREVER);
            }
        }
        if (!batch.isFull()) {
            throw new NullPointerException("element");
        }
    }

    /** Waits with the lock held, which it frees. False if the time ran out. */
    private boolean awaitReceiver(T element, long nanos) throws InterruptedException {
        if (nanos <= 0) {
            unlock();
            return false;
        }
        Waiter<T> waiter = newWaiter(element);
        join(waiter);
        parkedSends++;
        unlock();
        int state = await(waiter, ChannelWait.SEND, nanos);
        if (state == -Parking.ONLY) {
            throw ChannelClosedException.onSend(cause());
        }
        return state == Parking.ONLY;
    }

    // Receiving

    @Override
    public final T receive() throws InterruptedException {
        T element = take(Nanos.FOREVER);
        if (element == null) {
            throw ChannelClosedException.onReceive(cause());
        }
        return element;
    }

    @Override
    public final @Nullable T receiveOrNull() throws InterruptedException {
        T element = take(Nanos.FOREVER);
        if (element == null && cause() != null) {
            throw ChannelClosedException.onReceive(cause());
        }
        return element;
    }

    @Override
    public final @Nullable T receive(Duration timeout) throws InterruptedException {
        T element = take(Nanos.of(timeout));
        if (element == null) {
            throwIfAtEnd();
        }
        return element;
    }

    @Override
    public final @Nullable T tryReceive() {
        if (!looksReceivable()) {
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
    public final int drainTo(Collection<? super T> target, int most) {
        Objects.requireNonNull(target, "target");
        int taken = 0;
        while (taken < most && looksReceivable()) {
            int length = length();
            int likely = length == 0 ? Batch.MOST : Math.min(length, Batch.MOST);
            Batch<T> batch = Batch.ofSize(Math.min(most - taken, likely));
            lock();
            if (!pollAll(batch)) {
                unlock();
                break;
            }
            taken += handOver(batch, target);
        }
        if (taken == 0 && most > 0) {
            throwIfAtEnd();
        }
        return taken;
    }

    /** If the target or the listener fails, the rest is lost, and the listener told so. */
    private int handOver(Batch<T> batch, Collection<? super T> target) {
        int count = 0;
        try {
            while (!batch.isEmpty()) {
                T element = batch.remove();
                tellReceived(element);
                target.add(element);
                count++;
            }
        } catch (RuntimeException | Error e) {
            drop(batch, e);
        }
        return count;
    }

    @Override
    public final Iterator<T> iterator() {
        return new ReceivingIterator<>(this);
    }

    /** Receives, waiting for so long. Null at the end, or if the time ran out. */
    private @Nullable T take(long nanos) throws InterruptedException {
        throwIfInterrupted();
        lock();
        T element = poll();
        return element != null ? element : awaitSender(nanos);
    }

    /** Waits with the lock held, which it frees. Null at the end, or if the time ran out. */
    @Nullable
    T awaitSender(long nanos) throws InterruptedException {
        if (isClosed() || nanos <= 0) {
            unlock();
            return null;
        }
        Waiter<T> waiter = newWaiter(null);
        join(waiter);
        parkedReceives++;
        unlock();
        await(waiter, ChannelWait.RECEIVE, nanos);
        T element = waiter.element();
        if (element != null) {
            tellReceived(element);
        }
        return element;
    }

    private void throwIfAtEnd() {
        if (isAtEnd()) {
            throw ChannelClosedException.onReceive(cause());
        }
    }

    // Waiting

    /** With the lock held, which it frees if it throws. */
    private Waiter<T> newWaiter(@Nullable T sent) {
        try {
            return sent == null ? Waiter.receiver() : Waiter.sender(sent);
        } catch (OutOfMemoryError e) {
            unlock();
            throw e;
        }
    }

    /** Parks until completed. {@link Parking#WAITING} if the time ran out and the waiter is unlinked. */
    private int await(Waiter<T> waiter, ChannelWait reason, long nanos) throws InterruptedException {
        long start = nanos == Nanos.FOREVER ? 0 : System.nanoTime();
        int state = waiter.stateAcquire();
        while (state == Parking.WAITING) {
            if (waiter.thread().isInterrupted()) {
                if (leave(waiter)) {
                    throwIfInterrupted();
                }
            } else if (nanos == Nanos.FOREVER) {
                Park.park(reason);
            } else {
                long left = nanos - (System.nanoTime() - start);
                if (left > 0) {
                    Park.parkNanos(reason, left);
                } else if (leave(waiter)) {
                    return Parking.WAITING;
                }
            }
            state = waiter.stateAcquire();
        }
        return state;
    }

    static void throwIfInterrupted() throws InterruptedException {
        if (Thread.currentThread().isInterrupted() && Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    // Closing

    @Override
    public final boolean close() {
        return closeFor(null);
    }

    @Override
    public final boolean close(Throwable cause) {
        return closeFor(Objects.requireNonNull(cause, "cause"));
    }

    @Override
    public final boolean cancel() {
        boolean closed = closeFor(null);
        Batch<T> left = Batch.ofSize(length()); // which grows no more
        lock();
        while (count() > 0) {
            left.add(removeFirst());
        }
        unlock();
        drop(left, null);
        return closed;
    }

    /** Tells the listener of each, whatever it throws; then throws the first of that, unless there is an earlier failure. */
    @SuppressWarnings("ReferenceEquality") // the very same throwable cannot suppress itself
    private void drop(Batch<T> lost, @Nullable Throwable earlier) {
        lock();
        countDropped(lost.size());
        unlock();
        Throwable first = earlier;
        while (!lost.isEmpty()) {
            try {
                tellUndelivered(lost.remove());
            } catch (RuntimeException | Error e) {
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** With the lock held. */
    final void countDropped(long elements) {
        dropped += elements;
    }

    // Looking

    @Override
    public final int length() {
        return countAcquire();
    }

    @Override
    public final ChannelStats stats() {
        lock();
        long sends = parkedSends;
        long receives = parkedReceives;
        long drops = dropped;
        unlock();
        return new ChannelStats(sends, receives, drops);
    }

    @Override
    public final String toString() {
        return "Channel[" + length() + "/" + capacity() + (isClosed() ? ", closed]" : "]");
    }
}
