package dev.spindle.channel;

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
 * @param <T> the type of the elements, which are never null
 */
public sealed interface Channel<T> extends Sender<T>, Receiver<T> permits RingChannel {

    /**
     * A channel without a buffer: {@code make(chan T)}. A send completes when a receive takes its element.
     *
     * @param <T> the type of the elements
     * @return a new, open channel
     */
    static <T> Channel<T> unbuffered() {
        return new RingChannel<>(0);
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
        return new RingChannel<>(capacity);
    }

    /**
     * A channel whose sends never wait. Nothing but memory limits its buffer.
     *
     * @param <T> the type of the elements
     * @return a new, open channel
     */
    static <T> Channel<T> unlimited() {
        return new RingChannel<>(Integer.MAX_VALUE);
    }

    /**
     * What has happened on this channel so far.
     *
     * @return a consistent snapshot
     */
    ChannelStats stats();
}
