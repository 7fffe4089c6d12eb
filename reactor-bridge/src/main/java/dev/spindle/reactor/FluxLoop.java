package dev.spindle.reactor;

import dev.spindle.reactive.ChannelSubscriber;
import dev.spindle.reactive.StreamLoop;
import reactor.core.publisher.Flux;

/**
 * A loop over a {@link Flux}: made by {@link GoFlux#iterate}, used once, and closed. See {@link StreamLoop}.
 *
 * <p>{@code hasNext} throws {@link IllegalStateException} where Reactor forbids to block, and what the flux fails with, checked
 * exceptions wrapped as {@code Flux.blockLast} does.
 *
 * @param <T> the type of the elements
 */
public final class FluxLoop<T> extends StreamLoop<T> {

    FluxLoop(Flux<T> flux, ChannelSubscriber<T> subscriber) {
        super(flux, subscriber);
    }

    @Override
    protected void checkMayBlock() {
        Awaiting.checkMayBlock("looping over a flux");
    }

<<<<<<< HEAD
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
                CancellationException thrown =
                        new CancellationException("interrupted while waiting for the next element of a flux");
                thrown.initCause(e); // so that a cancelled generator around this knows it for its own cancel
                throw thrown;
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
=======
    @Override
    protected RuntimeException failure(Throwable ofStream) {
        return Awaiting.failure(ofStream);
>>>>>>> rxjava
    }
}
