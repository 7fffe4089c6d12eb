package dev.spindle.channel;

import dev.spindle.runtime.Park;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The channel of {@link Channel#never()}. It has no state: who waits here waits for an interrupt or the end of its time.
 *
 * @param <T> the type of the elements
 */
final class NeverChannel<T> implements Channel<T> {

    private static final NeverChannel<Object> INSTANCE = new NeverChannel<>();

    private static final ChannelStats NOTHING = new ChannelStats(0, 0, 0);

    private NeverChannel() {}

    @SuppressWarnings("unchecked") // it never holds an element
    static <T> NeverChannel<T> instance() {
        return (NeverChannel<T>) INSTANCE;
    }

    @Override
    public void send(T element) throws InterruptedException {
        Objects.requireNonNull(element, "element");
        await(ChannelWait.SEND_NEVER, Nanos.FOREVER);
    }

    @Override
    public boolean send(T element, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(element, "element");
        await(ChannelWait.SEND_NEVER, Nanos.of(timeout));
        return false;
    }

    @Override
    public boolean trySend(T element) {
        Objects.requireNonNull(element, "element");
        return false;
    }

    @Override
    public T receive() throws InterruptedException {
        await(ChannelWait.RECEIVE_NEVER, Nanos.FOREVER);
        throw new AssertionError("a wait without an end has ended");
    }

    @Override
    public @Nullable T receiveOrNull() throws InterruptedException {
        return receive();
    }

    @Override
    public @Nullable T receive(Duration timeout) throws InterruptedException {
        await(ChannelWait.RECEIVE_NEVER, Nanos.of(timeout));
        return null;
    }

    @Override
    public @Nullable T tryReceive() {
        return null;
    }

    @Override
    public int drainTo(Collection<? super T> target, int most) {
        Objects.requireNonNull(target, "target");
        return 0;
    }

    @Override
    public Iterator<T> iterator() {
        return new ReceivingIterator<>(this);
    }

    private static void await(ChannelWait reason, long nanos) throws InterruptedException {
        RingChannel.throwIfInterrupted();
        long start = System.nanoTime();
        long left = nanos;
        while (left > 0) {
            if (nanos == Nanos.FOREVER) {
                Park.park(reason);
            } else {
                Park.parkNanos(reason, left);
                left = nanos - (System.nanoTime() - start);
            }
            RingChannel.throwIfInterrupted();
        }
    }

    @Override
    public boolean close() {
        throw new UnsupportedOperationException("close of Channel.never()");
    }

    @Override
    public boolean close(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        return close();
    }

    @Override
    public boolean cancel() {
        return close();
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public SelectEvent closed() {
        return CloseEvent.NEVER;
    }

    @Override
    public int length() {
        return 0;
    }

    @Override
    public int capacity() {
        return 0;
    }

    @Override
    public ChannelStats stats() {
        return NOTHING;
    }

    @Override
    public String toString() {
        return "Channel[never]";
    }
}
