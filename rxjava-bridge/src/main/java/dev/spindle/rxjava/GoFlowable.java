package dev.spindle.rxjava;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Receiver;
import dev.spindle.reactive.ChannelPublisher;
import io.reactivex.rxjava3.core.Flowable;

/** {@link Flowable} from goroutines and channels. */
public final class GoFlowable {

    private GoFlowable() {}

    /**
     * The elements of a channel, with backpressure: senders park while nobody asks. See {@link ChannelPublisher}. The
     * goroutines belong to the runtime that is current where the subscription is made.
     *
     * @param channel where the elements come from; subscribers compete for them
     * @param <T> the type of the elements
     * @return a flowable that completes when the channel is closed and drained, and fails with the cause it was closed with
     */
    public static <T> Flowable<T> from(Receiver<? extends T> channel) {
        return Flowable.fromPublisher(ChannelPublisher.from(channel));
    }

    /**
     * As {@link #from(Receiver)}, with goroutines of a given runtime.
     *
     * @param channel where the elements come from; subscribers compete for them
     * @param runtime what runs the goroutine of each subscription
     * @param <T> the type of the elements
     * @return a flowable that completes when the channel is closed and drained, and fails with the cause it was closed with
     */
    public static <T> Flowable<T> from(Receiver<? extends T> channel, GoRuntime runtime) {
        return Flowable.fromPublisher(ChannelPublisher.from(channel, runtime));
    }
}
