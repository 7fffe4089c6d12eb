package dev.spindle.channel;

/**
 * Learns what becomes of the elements of a buffered channel. Of each element that a send gave to the channel, exactly one
 * of the two methods is told.
 *
 * <p>Both run on the thread whose operation moved the element, after the fact, outside of any lock: they must be
 * thread-safe and short, and may use channels. What they throw reaches the caller of that operation, which has happened
 * nevertheless.
 *
 * @param <T> the type of the elements
 */
@FunctionalInterface
public interface ChannelListener<T> {

    /**
     * An element was accepted but nobody will receive it: a full channel dropped it, or {@link Receiver#cancel()} did.
     * The place to release what the element holds.
     *
     * @param element the lost element
     */
    void undelivered(T element);

    /**
     * An element was received. Called by the receiving thread before it gets the element.
     *
     * @param element the received element
     */
    default void received(T element) {}
}
