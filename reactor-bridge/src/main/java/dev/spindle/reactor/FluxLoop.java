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

    @Override
    protected RuntimeException failure(Throwable ofStream) {
        return Awaiting.failure(ofStream);
    }
}
