package dev.spindle.reactor;

import dev.spindle.channel.ChannelClosedException;
import dev.spindle.reactive.ChannelSubscriber;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A loop over a {@link Flux}: made by {@link GoFlux#iterate}, used once, and closed.
 *
 * <p>{@code hasNext} waits for an element: it parks a goroutine, blocks a platform thread, and throws
 * {@link IllegalStateException} where Reactor forbids to block. It throws what the flux fails with, checked exceptions
 * wrapped as {@code Flux.blockLast} does. An interrupted one cancels the subscription, sets the interrupt flag again and throws
 * {@link CancellationException}.
 *
 * <p>The subscription is cancelled by {@link #close()}, or at the latest when the goroutine ends that began the loop. On a
 * thread that is no goroutine, nobody but {@code close} does that.
 *
 * <p>The iterator belongs to one thread; {@code close} may be called by any, and ends a {@code hasNext} that waits, as if the flux had
 * completed.
 *
 * @param <T> the type of the elements
 */
public final class FluxLoop<T> implements Iterable<T>, AutoCloseable {

    private final Flux<T> flux;
    private final ChannelSubscriber<T> subscriber;
    private final AtomicBoolean begun = new AtomicBoolean();
    private @Nullable LoopsOfGoroutine loops;

    FluxLoop(Flux<T> flux, ChannelSubscriber<T> subscriber) {
        this.flux = flux;
        this.subscriber = subscriber;
    }

    /**
     * Subscribes and begins the loop.
     *
     * @return an iterator for one thread
     * @throws IllegalStateException if the loop has begun before, or where Reactor forbids to block
     */
    @Override
    public Iterator<T> iterator() {
        checkMayBlock();
        if (!begun.compareAndSet(false, true)) {
            throw new IllegalStateException("a flux is looped over once; call GoFlux.iterate again for another loop");
        }
        loops = LoopsOfGoroutine.enter(this);
        flux.subscribe(subscriber);
        return new Elements();
    }

    /** Cancels the subscription, unless it has ended. Idempotent; does not wait. */
    @Override
    public void close() {
        subscriber.close();
    }

    private void ended() {
        if (loops != null) {
            loops.leave(this);
        }
    }

    private static void checkMayBlock() {
        Awaiting.checkMayBlock("looping over a flux");
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
                throw Awaiting.failure(e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                over = true;
                ended();
                close();
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while waiting for the next element of a flux");
            }
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the flux has completed");
            }
            T element = Objects.requireNonNull(next);
            next = null;
            return element;
        }
    }
}
