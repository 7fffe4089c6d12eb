package dev.spindle.reactive;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Channel;
import dev.spindle.channel.Receiver;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/**
 * The elements of a channel for everyone: each subscriber gets every element that is received after it subscribed.
 * (Of a {@link ChannelPublisher} each element goes to one subscriber.)
 *
 * <p><b>The slowest sets the pace.</b> Each subscriber has a buffer of {@code lead} elements and a goroutine of its own, so that a
 * faster one may be so far ahead of a slower one, and a blocking {@code onNext} holds up nobody else before that. One
 * that asks for nothing holds up the others in the same way; one that cancels no longer counts.
 *
 * <p>Receiving begins with the first request of any subscriber, and pauses while none is left; an element that was received for
 * those who have just left goes to the next one. Subscribers of that moment share the end of the channel, or the cause
 * it was closed with; later ones meet it at once.
 *
 * <p>What was received and sent to no subscriber before the end is {@linkplain StreamOptions#undelivered undelivered}. What is left in the
 * buffer of one that cancels is not: it may be another's, too.
 *
 * <p>If the runtime is closed, its subscribers fail. Thread-safe. Memory: {@code lead} elements a subscriber.
 *
 * @param <T> the type of the elements
 */
public final class BroadcastPublisher<T> implements Publisher<T> {

    private final Broadcast<T> broadcast;
    private final int lead;
    private final StreamOptions options;

    BroadcastPublisher(
            Receiver<? extends T> channel,
            int lead,
            StreamOptions options,
            Runnable whenStarted,
            Runnable whenDeserted) {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(options, "options");
        if (lead < 1) {
            throw new IllegalArgumentException("lead must be at least 1, not " + lead);
        }
        this.broadcast = new Broadcast<>(channel, options, whenStarted, whenDeserted);
        this.lead = lead;
        this.options = options;
    }

    /**
     * Broadcasts a channel, with the {@linkplain StreamOptions#defaults() default options}.
     *
     * @param channel where the elements come from; nobody else should receive from it
     * @param lead how many elements the fastest subscriber may be ahead of the slowest, at least 1
     * @param <T> the type of the elements
     * @return a publisher for any number of subscribers
     * @throws IllegalArgumentException if the lead is below 1
     */
    public static <T> BroadcastPublisher<T> from(Receiver<? extends T> channel, int lead) {
        return from(channel, lead, StreamOptions.defaults());
    }

    /**
     * Broadcasts a channel, with the default options, on a given runtime.
     *
     * @param channel where the elements come from; nobody else should receive from it
     * @param lead how many elements the fastest subscriber may be ahead of the slowest, at least 1
     * @param runtime what runs the goroutines
     * @param <T> the type of the elements
     * @return a publisher for any number of subscribers
     * @throws IllegalArgumentException if the lead is below 1
     */
    public static <T> BroadcastPublisher<T> from(Receiver<? extends T> channel, int lead, GoRuntime runtime) {
        return from(channel, lead, StreamOptions.defaults().runtime(runtime));
    }

    /**
     * Broadcasts a channel.
     *
     * @param channel where the elements come from; nobody else should receive from it
     * @param lead how many elements the fastest subscriber may be ahead of the slowest, at least 1
     * @param options how the goroutines run; a cancel always interrupts, and only a receive
     * @param <T> the type of the elements
     * @return a publisher for any number of subscribers
     * @throws IllegalArgumentException if the lead is below 1
     */
    public static <T> BroadcastPublisher<T> from(Receiver<? extends T> channel, int lead, StreamOptions options) {
        return new BroadcastPublisher<>(channel, lead, options, () -> {}, () -> {});
    }

    /** Ends all subscribers, and those to come. */
    void end(Throwable cause) {
        broadcast.end(cause);
    }

    /** Fails all subscribers that have not asked for more, whatever they have in their buffers. The others are to be ended by the channel. */
    void overtake(Throwable cause) {
        broadcast.overtake(cause);
    }

    /**
     * Subscribes to what is received from now on.
     *
     * @param subscriber who asks and receives
     * @throws NullPointerException if the subscriber is null (rule 1.9)
     */
    @Override
    public void subscribe(@Nullable Subscriber<? super T> subscriber) {
        Subscriber<? super T> target = Objects.requireNonNull(subscriber, "subscriber");
        BroadcastSubscription<T> made = new BroadcastSubscription<>(broadcast, Channel.buffered(lead), options, target);
        broadcast.join(made);
        made.begin(target);
    }
}
