package dev.spindle.reactive;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Receiver;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/**
 * The elements of a channel as a {@link Publisher}: its demand is what lets the channel's senders go on.
 *
 * <p>Each subscription has a goroutine of its own, which starts with the first request and receives only while there is
 * demand, so that nothing is taken from the channel but for a subscriber that asked for it. Subscribers <b>compete</b>:
 * each element goes to one of them. A channel that is closed completes its subscribers once it is drained; one that is
 * closed with a cause fails them with that cause.
 *
 * <p>A subscription that is cancelled stops receiving. An element that it had received at that moment is
 * still handed to its subscriber, who is the one to know what to do with it. The end needs no demand: a subscriber
 * learns of it at once if the channel is empty when it is closed. (If it is another subscriber that takes the last element of a
 * closed channel, one without demand learns of the end with its next request.)
 *
 * <p>{@code onNext} runs on the goroutine and may block. Thread-safe.
 *
 * @param <T> the type of the elements
 */
public final class ChannelPublisher<T> implements Publisher<T> {

    private final Receiver<? extends T> channel;
    private final StreamOptions options;

    private ChannelPublisher(Receiver<? extends T> channel, StreamOptions options) {
        this.channel = Objects.requireNonNull(channel, "channel");
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * Publishes a channel. The goroutines belong to the runtime that is current where the subscription is made.
     *
     * @param channel where the elements come from
     * @param <T> the type of the elements
     * @return a publisher for any number of subscribers
     */
    public static <T> ChannelPublisher<T> from(Receiver<? extends T> channel) {
        return new ChannelPublisher<>(channel, StreamOptions.defaults());
    }

    /**
     * Publishes a channel.
     *
     * @param channel where the elements come from
     * @param runtime what runs the goroutines
     * @param <T> the type of the elements
     * @return a publisher for any number of subscribers
     */
    public static <T> ChannelPublisher<T> from(Receiver<? extends T> channel, GoRuntime runtime) {
        return new ChannelPublisher<>(channel, StreamOptions.defaults().runtime(runtime));
    }

    /**
     * Publishes a channel.
     *
     * @param channel where the elements come from
     * @param options how the goroutines run; a cancel always interrupts, and only the receive
     * @param <T> the type of the elements
     * @return a publisher for any number of subscribers
     */
    public static <T> ChannelPublisher<T> from(Receiver<? extends T> channel, StreamOptions options) {
        return new ChannelPublisher<>(channel, options);
    }

    /**
     * Subscribes; the goroutine starts with the first request. A channel at its end ends the subscriber at once; so does
     * a closed runtime, with {@link java.util.concurrent.RejectedExecutionException}.
     *
     * @param subscriber who asks and receives
     * @throws NullPointerException if the subscriber is null (rule 1.9)
     */
    @Override
    public void subscribe(@Nullable Subscriber<? super T> subscriber) {
        Subscriber<? super T> target = Objects.requireNonNull(subscriber, "subscriber");
        new ChannelSubscription<>(channel, options, target).begin(target);
    }
}
