package dev.spindle.channel;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;

/**
 * The sending side of a channel: Go's {@code chan<- T}.
 *
 * <p>{@code send} waits, {@code trySend} never does, the form with a {@link Duration} waits at most so long. A send that
 * waits stands in line behind earlier ones. Safe for any number of threads.
 *
 * <p><b>Interrupts.</b> A thread that is interrupted on entry or while it waits gets {@link InterruptedException} and its
 * element was not sent. If the element was taken before the interrupt arrived, the send returns as usual and the
 * interrupt flag stays set. {@code trySend} and {@code close} pay no attention to interrupts.
 *
 * @param <T> the type of the elements, which are never null
 */
public sealed interface Sender<T> permits Channel {

    /**
     * Sends an element, waiting for a receiver or for room in the buffer: {@code c <- v}.
     *
     * @param element what to send
     * @throws InterruptedException if interrupted before the element was taken; it was not sent
     * @throws ChannelClosedException if the channel is closed or gets closed meanwhile; the element was not sent
     * @throws NullPointerException if the element is null
     */
    void send(T element) throws InterruptedException;

    /**
     * As {@link #send(Object)}, for at most the given time.
     *
     * @param element what to send
     * @param timeout the longest wait; zero or less does not wait at all
     * @return true if the element was sent, false if the time ran out first
     * @throws InterruptedException if interrupted before the element was taken; it was not sent
     * @throws ChannelClosedException if the channel is closed or gets closed meanwhile; the element was not sent
     * @throws NullPointerException if an argument is null
     */
    boolean send(T element, Duration timeout) throws InterruptedException;

    /**
     * Sends an element if that is possible without waiting: {@code select { case c <- v: default: }}.
     *
     * @param element what to send
     * @return true if the element was sent, false if a send would have to wait
     * @throws ChannelClosedException if the channel is closed
     * @throws NullPointerException if the element is null
     */
    boolean trySend(T element);

    /**
     * Sends elements one after the other, waiting for each as {@link #send(Object)} does. If that fails, those before have
     * been sent.
     *
     * <p>A {@link Collection} is copied first and costs less than a loop: what fits or is awaited goes in runs of up to 64 elements, with
     * none of another sender between them. From anything else, another channel for instance, each element is sent as it comes.
     *
     * @param elements what to send, in this order
     * @throws InterruptedException if interrupted before all were taken
     * @throws ChannelClosedException if the channel is closed or gets closed meanwhile
     * @throws NullPointerException if an element is null
     */
    default void sendAll(Iterable<? extends T> elements) throws InterruptedException {
        Objects.requireNonNull(elements, "elements");
        for (T element : elements) {
            send(element);
        }
    }

    /**
     * Says that no element will follow: {@code close(c)}. Elements in the buffer can still be received, then receivers
     * meet the end. Senders that wait, and all later ones, get {@link ChannelClosedException}.
     *
     * @return true if this call closed the channel, false if it was closed already
     */
    boolean close();

    /**
     * As {@link #close()}, for a reason that receivers get once the buffer has drained, as the cause of a
     * {@link ChannelClosedException}.
     *
     * @param cause why nothing follows
     * @return true if this call closed the channel, false if it was closed already and keeps its first reason
     * @throws NullPointerException if the cause is null
     */
    boolean close(Throwable cause);

    /**
     * Whether the channel was closed. Elements may be left in its buffer.
     *
     * @return true once it is closed, for ever
     */
    boolean isClosed();

    /**
     * The event of the channel's being closed, by whichever side: how a sender that has nothing to send learns that nobody
     * will receive any more. Who subscribes is told once, also if it has happened before.
     *
     * @return always the same event
     */
    SelectEvent closed();

    /**
     * How many elements the buffer holds now: {@code len(c)}. A snapshot; elements of waiting senders don't count.
     *
     * @return a number of elements, at most {@link #capacity()}
     */
    int length();

    /**
     * How many elements the buffer can hold: {@code cap(c)}.
     *
     * @return a number of elements: 0 if unbuffered, {@link Integer#MAX_VALUE} if unlimited
     */
    int capacity();
}
