package dev.spindle.reactive;

import dev.spindle.channel.ChannelClosedException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * A loop over a stream: what the loops of the libraries' adapters have in common. Used once, and closed.
 *
 * <p>{@code hasNext} waits for an element: it parks a goroutine and blocks a platform thread. It throws what the stream fails with, in
 * the library's manner. An interrupted one cancels the subscription, sets the interrupt flag again and throws
 * {@link CancellationException}.
 *
 * <p>The subscription is cancelled by {@link #close()}, or at the latest when the goroutine ends that began the loop. On a
 * thread that is no goroutine, nobody but {@code close} does that.
 *
 * <p>The iterator belongs to one thread; {@code close} may be called by any, and ends a {@code hasNext} that waits, as if the stream
 * had completed.
 *
 * @param <T> the type of the elements
 */
public abstract class StreamLoop<T> implements Iterable<T>, AutoCloseable {

    private final Publisher<T> source;
    private final ChannelSubscriber<T> subscriber;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable LoopsOfGoroutine loops;

    /**
     * For adapters.
     *
     * @param source what the loop subscribes to as it begins
     * @param subscriber what it receives through
     */
    protected StreamLoop(Publisher<T> source, ChannelSubscriber<T> subscriber) {
        this.source = Objects.requireNonNull(source, "source");
        this.subscriber = Objects.requireNonNull(subscriber, "subscriber");
    }

    /**
     * Called before each wait.
     *
     * @throws IllegalStateException where the library forbids to block
     */
    protected abstract void checkMayBlock();

    /**
     * Says what to throw where the stream has failed.
     *
     * @param ofStream what it failed with
     * @return what {@code hasNext} throws
     */
    protected abstract RuntimeException failure(Throwable ofStream);

    /**
     * Subscribes and begins the loop.
     *
     * @return an iterator for one thread
     * @throws IllegalStateException if the loop has begun before, or where the library forbids to block
     */
    @Override
    public final Iterator<T> iterator() {
        checkMayBlock();
        if (!begun.compareAndSet(false, true)) {
            throw new IllegalStateException("a stream is looped over once; make another loop to subscribe again");
        }
        loops = LoopsOfGoroutine.enter(this);
        source.subscribe(subscriber);
        return new Elements();
    }

    /** Cancels the subscription, unless it has ended. Idempotent; does not wait. */
    @Override
    public final void close() {
        subscriber.close();
        ended();
    }

    private void ended() {
        LoopsOfGoroutine entered = loops;
        if (entered != null) {
            entered.leave(this);
        }
    }

    private final class Elements implements Iterator<T> {

        private @Nullable T next;
        private boolean over;

        @Override
        public boolean hasNext() {
            if (next == null && !over) {
                next = receive();
                if (next == null) {
                    over = true;
                    ended();
                }
            }
            return next != null;
        }

        private @Nullable T receive() {
            checkMayBlock();
            try {
                return subscriber.receiver().receiveOrNull();
            } catch (ChannelClosedException e) {
                over = true;
                ended();
                throw failure(Objects.requireNonNullElse(e.getCause(), e));
            } catch (InterruptedException e) {
                over = true;
                ended();
                close();
                Thread.currentThread().interrupt();
                CancellationException thrown =
                        new CancellationException("interrupted while waiting for the next element of a stream");
                thrown.initCause(e); // so that a cancelled generator around this knows it for its own cancel
                throw thrown;
            }
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the stream has completed");
            }
            T element = Objects.requireNonNull(next);
            next = null;
            return element;
        }
    }
}
