package dev.spindle.channel;

import dev.spindle.runtime.Park;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The public operations over {@link ChannelCore}: waiting, interrupts, timeouts and the end.
 *
 * @param <T> the type of the elements
 */
sealed class RingChannel<T> extends ChannelCore<T> implements Channel<T> permits DroppingChannel, TickChannel {

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

    /** Waits with the lock held, which it frees. False if the time ran out. */
    private boolean awaitReceiver(T element, long nanos) throws InterruptedException {
        if (nanos <= 0) {
            unlock();
            return false;
        }
        Waiter<T> waiter = Waiter.sender(element);
        join(waiter);
        countParked(true);
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
        while (taken < most) {
            lock();
            T element = poll();
            if (element == null) {
                unlock();
                break;
            }
            target.add(element);
            taken++;
        }
        if (taken == 0 && most > 0) {
            throwIfAtEnd();
        }
        return taken;
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
        Waiter<T> waiter = Waiter.receiver();
        join(waiter);
        countParked(false);
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
        List<T> left = new ArrayList<>();
        lock();
        try {
            while (count() > 0) {
                left.add(removeFirst());
            }
            countDropped(left.size());
        } finally {
            unlock();
        }
        tellAllUndelivered(left);
        return closed;
    }

    /** Tells the listener of each, whatever it throws; then throws the first of that. */
    private void tellAllUndelivered(List<T> elements) {
        RuntimeException first = null;
        for (T element : elements) {
            try {
                tellUndelivered(element);
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    // Looking

    @Override
    public final int length() {
        return countAcquire();
    }

    @Override
    public final String toString() {
        return "Channel[" + length() + "/" + capacity() + (isClosed() ? ", closed]" : "]");
    }
}
