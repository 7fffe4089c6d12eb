package dev.spindle.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A queue on which goroutines meet: Go's {@code chan T}, for goroutines and for any other thread.
 *
 * <p>An unbuffered channel hands each element from a sender to a receiver, and the earlier of the two waits for the other.
 * A buffered one lets senders run ahead by its capacity. Elements come out in the order in which they went in; senders
 * and receivers that wait are served first come, first served. Pass a channel on as {@link Sender} or {@link Receiver}
 * to those who need one side only.
 *
 * {@snippet :
 * Channel<String> lines = Channel.buffered(16);
 * Thread.startVirtualThread(() -> {
 *     for (String line : lines) {
 *         System.out.println(line);
 *     }
 * });
 * lines.send("hello");
 * lines.close();
 * }
 *
 * <p>A channel needs no closing to be collected: close it to tell receivers that nothing follows.
 *
 * <p>Channels that hold elements nobody may lose, a connection say, can be made with a {@link ChannelListener}.
 *
 * @param <T> the type of the elements, which are never null
 */
public sealed interface Channel<T> extends Sender<T>, Receiver<T> permits RingChannel, NeverChannel {

    /**
     * A channel without a buffer: {@code make(chan T)}. A send completes when a receive takes its element.
     *
     * @param <T> the type of the elements
     * @return a new, open channel
     */
    static <T> Channel<T> unbuffered() {
        return new RingChannel<>(0, null);
    }

    /**
     * A channel with a buffer: {@code make(chan T, capacity)}. Memory is taken as the buffer fills.
     *
     * @param <T> the type of the elements
     * @param capacity how many elements senders can run ahead; 0 makes an unbuffered channel
     * @return a new, open channel
     * @throws IllegalArgumentException if the capacity is negative
     */
    static <T> Channel<T> buffered(int capacity) {
        return new RingChannel<>(capacity, null);
    }

    /**
     * As {@link #buffered(int)}, with a listener.
     *
     * @param <T> the type of the elements
     * @param capacity how many elements senders can run ahead
     * @param listener is told what becomes of the elements
     * @return a new, open channel
     * @throws IllegalArgumentException if the capacity is negative
     */
    static <T> Channel<T> buffered(int capacity, ChannelListener<? super T> listener) {
        return new RingChannel<>(capacity, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * A channel whose sends never wait. Nothing but memory limits its buffer.
     *
     * @param <T> the type of the elements
     * @return a new, open channel
     */
    static <T> Channel<T> unlimited() {
        return new RingChannel<>(Integer.MAX_VALUE, null);
    }

    /**
     * As {@link #unlimited()}, with a listener.
     *
     * @param <T> the type of the elements
     * @param listener is told what becomes of the elements
     * @return a new, open channel
     */
    static <T> Channel<T> unlimited(ChannelListener<? super T> listener) {
        return new RingChannel<>(Integer.MAX_VALUE, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * A channel that keeps the newest element only: its sends never wait, and replace an element that nobody has received
     * yet. For states, of which only the current one matters.
     *
     * @param <T> the type of the elements
     * @return a new, open channel with a capacity of 1
     */
    static <T> Channel<T> conflated() {
        return dropOldest(1);
    }

    /**
     * As {@link #conflated()}, with a listener that gets what is replaced.
     *
     * @param <T> the type of the elements
     * @param listener is told what becomes of the elements
     * @return a new, open channel with a capacity of 1
     */
    static <T> Channel<T> conflated(ChannelListener<? super T> listener) {
        return dropOldest(1, listener);
    }

    /**
     * A buffered channel whose sends never wait: if it is full, they drop the oldest element.
     *
     * @param <T> the type of the elements
     * @param capacity how many elements it keeps
     * @return a new, open channel
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    static <T> Channel<T> dropOldest(int capacity) {
        return new DroppingChannel<>(capacity, true, null);
    }

    /**
     * As {@link #dropOldest(int)}, with a listener that gets what is dropped.
     *
     * @param <T> the type of the elements
     * @param capacity how many elements it keeps
     * @param listener is told what becomes of the elements
     * @return a new, open channel
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    static <T> Channel<T> dropOldest(int capacity, ChannelListener<? super T> listener) {
        return new DroppingChannel<>(capacity, true, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * A buffered channel whose sends never wait: if it is full, they drop the element that they were to send.
     *
     * @param <T> the type of the elements
     * @param capacity how many elements it keeps
     * @return a new, open channel
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    static <T> Channel<T> dropLatest(int capacity) {
        return new DroppingChannel<>(capacity, false, null);
    }

    /**
     * As {@link #dropLatest(int)}, with a listener that gets what is dropped.
     *
     * @param <T> the type of the elements
     * @param capacity how many elements it keeps
     * @param listener is told what becomes of the elements
     * @return a new, open channel
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    static <T> Channel<T> dropLatest(int capacity, ChannelListener<? super T> listener) {
        return new DroppingChannel<>(capacity, false, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * The channel on which nothing ever happens: Go's nil channel. Sends and receives wait for ever, unless interrupted or
     * timed, and a select passes it over. Closing or cancelling it throws {@link UnsupportedOperationException}.
     *
     * @param <T> the type of the elements that it never has
     * @return the same channel each time
     */
    static <T> Channel<T> never() {
        return NeverChannel.instance();
    }

    /**
     * A receiver that gets one element, the time of its receipt, once the given time has passed: {@code time.After}. It
     * holds no resources and may be forgotten at any moment. It does not close after its element.
     *
     * @param delay the time from now; zero or less means at once
     * @return a new receiver
     */
    static Receiver<Instant> after(Duration delay) {
        return TickChannel.after(Nanos.of(delay, "delay"));
    }

    /**
     * A receiver that gets an element, the time of its receipt, after each period from now on: {@code time.NewTicker}. A
     * receiver that comes late gets one element, however many periods it missed; the following one is due at a multiple of
     * the period again. It holds no resources and may be forgotten at any moment; {@link Receiver#cancel()} ends it.
     *
     * @param period the time between two elements
     * @return a new receiver
     * @throws IllegalArgumentException if the period is zero or negative
     */
    static Receiver<Instant> ticker(Duration period) {
        long nanos = Nanos.of(period, "period");
        if (nanos == 0) {
            throw new IllegalArgumentException("the period of a ticker is not positive: " + period);
        }
        return TickChannel.every(nanos);
    }

    /**
     * What has happened on this channel so far.
     *
     * @return a consistent snapshot
     */
    ChannelStats stats();
}
