package dev.spindle.channel;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of a channel: Go's {@code <-chan T}.
 *
 * <p>{@code receive} waits, {@code tryReceive} never does, the form with a {@link Duration} waits at most so long. A
 * receive that waits stands in line behind earlier ones. Safe for any number of threads; each element goes to one of them.
 *
 * <p><b>The end.</b> A closed channel first gives what its buffer still holds. After that it is at its end, where
 * {@code receive} and {@code tryReceive} throw {@link ChannelClosedException}, {@link #receiveOrNull()} returns null and a
 * {@code for} loop ends. If the channel was closed with a cause, these two throw as well: a failure is never mistaken for
 * an end.
 *
 * <p><b>Interrupts.</b> A thread that is interrupted on entry or while it waits gets {@link InterruptedException} and
 * took nothing. If it was handed an element before the interrupt arrived, the receive returns it and the interrupt flag
 * stays set. {@code tryReceive} pays no attention to interrupts.
 *
 * @param <T> the type of the elements, which are never null
 */
public sealed interface Receiver<T> extends Iterable<T> permits Channel {

    /**
     * Receives an element, waiting for one: {@code v := <-c}.
     *
     * @return the element
     * @throws InterruptedException if interrupted before an element was there; nothing was taken
     * @throws ChannelClosedException at the end
     */
    T receive() throws InterruptedException;

    /**
     * As {@link #receive()}, but answers null at the end: {@code v, ok := <-c}.
     *
     * @return the element, or null if the channel is closed without a cause and drained
     * @throws InterruptedException if interrupted before an element was there; nothing was taken
     * @throws ChannelClosedException at the end of a channel that was closed with a cause
     */
    @Nullable
    T receiveOrNull() throws InterruptedException;

    /**
     * As {@link #receive()}, for at most the given time.
     *
     * @param timeout the longest wait; zero or less does not wait at all
     * @return the element, or null if the time ran out first
     * @throws InterruptedException if interrupted before an element was there; nothing was taken
     * @throws ChannelClosedException at the end
     * @throws NullPointerException if the timeout is null
     */
    @Nullable
    T receive(Duration timeout) throws InterruptedException;

    /**
     * Receives an element if one is there: {@code select { case v := <-c: default: }}.
     *
     * @return the element, or null if a receive would have to wait
     * @throws ChannelClosedException at the end, so that a polling loop cannot miss it
     */
    @Nullable
    T tryReceive();

    /**
     * Receives what is there, without waiting; in runs of up to 64 elements, which costs less than a loop over {@link #tryReceive()}.
     *
     * <p>If the target refuses an element by an exception, that one and the rest of its run are lost. A {@link ChannelListener} gets the
     * rest.
     *
     * @param target where to add the elements, in order
     * @param most the largest number of elements to receive
     * @return how many were received, 0 if a receive would have to wait
     * @throws ChannelClosedException at the end
     * @throws NullPointerException if the target is null
     */
    int drainTo(Collection<? super T> target, int most);

    /**
     * Receives until the end: {@code for v := range c}.
     *
     * <p>An iterator belongs to one thread. {@code hasNext} waits for an element and takes it; the following {@code next}
     * gives it. It throws {@link ChannelClosedException} at the end of a channel that was closed with a cause. As an
     * iterator cannot throw {@code InterruptedException}, an interrupted {@code hasNext} takes nothing, sets the interrupt
     * flag again and throws {@link CancellationException}: an interrupted loop never looks like one that is complete.
     *
     * @return an iterator that takes what it gives
     */
    @Override
    Iterator<T> iterator();

    /**
     * Says that nobody will receive any more: closes the channel and drops what its buffer holds. Senders that wait, and all
     * later ones, get {@link ChannelClosedException}; receivers meet the end. A {@link ChannelListener} gets what is
     * dropped.
     *
     * @return true if this call closed the channel, false if it was closed already; the buffer is dropped in any case
     */
    boolean cancel();

    /**
     * Whether the channel was closed. Elements may be left in its buffer.
     *
     * @return true once it is closed, for ever
     */
    boolean isClosed();

    /**
     * The event of the channel's being closed, by whichever side, to select or to be told of. Elements may be left in the
     * buffer when it happens. Who subscribes is told once, also if it has happened before.
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
