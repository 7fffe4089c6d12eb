package dev.spindle.rxjava;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Receiver;
import dev.spindle.reactive.ChannelPublisher;
import dev.spindle.reactive.ChannelSubscriber;
import dev.spindle.reactive.Emitter;
import dev.spindle.reactive.Generator;
import dev.spindle.reactive.GoroutinePublisher;
import dev.spindle.reactive.StreamOptions;
import io.reactivex.rxjava3.core.Flowable;
import org.reactivestreams.Publisher;

/**
 * {@link Flowable} from goroutines and channels, and back.
 *
 * <p>Goroutines that serve a subscription belong to the runtime that is current where it is made, unless the options say otherwise.
 * What they throw that cannot be signalled any more goes to {@code RxJavaPlugins.onError}.
 *
 * <p>Cancelling goes both ways: a cancelled subscription interrupts its goroutine, and a goroutine that ends cancels what it has
 * subscribed to.
 */
public final class GoFlowable {

    private GoFlowable() {}

    // ---- builders ----

    /**
     * What blocking-style code emits, with backpressure: {@link Emitter#emit} parks while nobody asks. See
     * {@link GoroutinePublisher}.
     *
     * {@snippet :
     * Flowable<String> lines = GoFlowable.generate(emitter -> {
     *     try (BufferedReader reader = Files.newBufferedReader(path)) {
     *         for (String line; (line = reader.readLine()) != null; ) {
     *             emitter.emit(line);
     *         }
     *     }
     * });
     * }
     *
     * @param generator runs once for each subscription, on a goroutine of its own that starts with the first request
     * @param <T> the type of the elements
     * @return a cold flowable that completes when the generator returns and fails with what it throws
     */
    public static <T> Flowable<T> generate(Generator<T> generator) {
        return generate(generator, StreamOptions.defaults());
    }

    /**
     * As {@link #generate(Generator)}, with options.
     *
     * @param generator runs once for each subscription, on a goroutine of its own that starts with the first request
     * @param options where the goroutines run, their name, and what a cancel does
     * @param <T> the type of the elements
     * @return a cold flowable that completes when the generator returns and fails with what it throws
     */
    public static <T> Flowable<T> generate(Generator<T> generator, StreamOptions options) {
        return Flowable.fromPublisher(GoroutinePublisher.of(generator, RxSurroundings.in(options)));
    }

    /**
     * The elements of a channel, with backpressure: senders park while nobody asks. See {@link ChannelPublisher}.
     *
     * @param channel where the elements come from; subscribers compete for them
     * @param <T> the type of the elements
     * @return a flowable that completes when the channel is closed and drained, and fails with the cause it was closed with
     */
    public static <T> Flowable<T> from(Receiver<? extends T> channel) {
        return from(channel, StreamOptions.defaults());
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
        return from(channel, StreamOptions.defaults().runtime(runtime));
    }

    /**
     * As {@link #from(Receiver)}, with options.
     *
     * @param channel where the elements come from; subscribers compete for them
     * @param options where the goroutines run, and their name
     * @param <T> the type of the elements
     * @return a flowable that completes when the channel is closed and drained, and fails with the cause it was closed with
     */
    public static <T> Flowable<T> from(Receiver<? extends T> channel, StreamOptions options) {
        return Flowable.fromPublisher(ChannelPublisher.from(channel, RxSurroundings.in(options)));
    }

    // ---- conversions ----

    /**
     * Subscribes, and gives the elements as a channel, to be received by any goroutine or thread. See {@link ChannelSubscriber}.
     *
     * <p>Who has had enough cancels the subscription by {@link Receiver#cancel()}; nobody else does.
     *
     * @param flowable what to subscribe to
     * @param prefetch how many elements are requested ahead of those who receive, at least 1
     * @param <T> the type of the elements
     * @return a channel that is closed when the flowable completes, and closed with the cause when it fails
     * @throws IllegalArgumentException if the prefetch is below 1
     */
    public static <T> Receiver<T> toChannel(Publisher<T> flowable, int prefetch) {
        ChannelSubscriber<T> subscriber = ChannelSubscriber.of(prefetch);
        flowable.subscribe(subscriber);
        return subscriber.receiver();
    }
}
