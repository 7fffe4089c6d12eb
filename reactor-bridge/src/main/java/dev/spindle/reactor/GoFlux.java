package dev.spindle.reactor;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Receiver;
import dev.spindle.reactive.ChannelPublisher;
import reactor.core.publisher.Flux;

/** {@link Flux} from goroutines and channels. */
public final class GoFlux {

    private GoFlux() {}

    /**
     * The elements of a channel, with backpressure: senders park while nobody asks. See {@link ChannelPublisher}. The
     * goroutines belong to the runtime that is current where the subscription is made.
     *
     * @param channel where the elements come from; subscribers compete for them
     * @param <T> the type of the elements
     * @return a flux that completes when the channel is closed and drained, and fails with the cause it was closed with
     */
    public static <T> Flux<T> from(Receiver<? extends T> channel) {
        return Flux.from(ChannelPublisher.from(channel));
    }

    /**
     * As {@link #from(Receiver)}, with goroutines of a given runtime.
     *
     * @param channel where the elements come from; subscribers compete for them
     * @param runtime what runs the goroutine of each subscription
     * @param <T> the type of the elements
     * @return a flux that completes when the channel is closed and drained, and fails with the cause it was closed with
     */
    public static <T> Flux<T> from(Receiver<? extends T> channel, GoRuntime runtime) {
        return Flux.from(ChannelPublisher.from(channel, runtime));
    }
}
