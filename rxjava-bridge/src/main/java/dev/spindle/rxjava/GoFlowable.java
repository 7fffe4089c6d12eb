package dev.spindle.rxjava;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Receiver;
import dev.spindle.reactive.BroadcastPublisher;
import dev.spindle.reactive.ChannelPublisher;
import dev.spindle.reactive.ChannelSubscriber;
import dev.spindle.reactive.ConcurrentMapPublisher;
import dev.spindle.reactive.Emitter;
import dev.spindle.reactive.Generator;
import dev.spindle.reactive.GoroutinePublisher;
import dev.spindle.reactive.Mapper;
import dev.spindle.reactive.StreamOptions;
import dev.spindle.reactive.TransformPublisher;
import dev.spindle.reactive.Transformer;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.FlowableTransformer;
import java.util.Objects;
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

    /**
     * The elements of a channel, each to all subscribers: the slowest sets the pace. See {@link BroadcastPublisher}.
     *
     * @param channel where the elements come from
     * @param lead how far a subscriber may be ahead of the slowest, in elements, at least 1
     * @param <T> the type of the elements
     * @return a hot flowable, which takes elements from the channel while somebody asks
     * @throws IllegalArgumentException if the lead is below 1
     */
    public static <T> Flowable<T> broadcast(Receiver<? extends T> channel, int lead) {
        return broadcast(channel, lead, StreamOptions.defaults());
    }

    /**
     * As {@link #broadcast(Receiver, int)}, with options.
     *
     * @param channel where the elements come from
     * @param lead how far a subscriber may be ahead of the slowest, in elements, at least 1
     * @param options where the goroutines run, and their name
     * @param <T> the type of the elements
     * @return a hot flowable, which takes elements from the channel while somebody asks
     * @throws IllegalArgumentException if the lead is below 1
     */
    public static <T> Flowable<T> broadcast(Receiver<? extends T> channel, int lead, StreamOptions options) {
        return Flowable.fromPublisher(BroadcastPublisher.from(channel, lead, RxSurroundings.in(options)));
    }

    // ---- operators, for Flowable.compose ----

    /**
     * An operator written as a loop. See {@link TransformPublisher}.
     *
     * {@snippet :
     * flowable.compose(GoFlowable.transform((in, out) -> {
     *     int sum = 0;
     *     for (int i : in) {
     *         out.emit(sum += i);
     *     }
     * }));
     * }
     *
     * @param transformer runs once for each subscription, on a goroutine of its own that starts with the first request
     * @param <I> the type of what comes in
     * @param <O> the type of what goes out
     * @return to be given to {@code compose}
     */
    public static <I, O> FlowableTransformer<I, O> transform(Transformer<I, O> transformer) {
        return transform(Flowable.bufferSize(), transformer, StreamOptions.defaults());
    }

    /**
     * As {@link #transform(Transformer)}, with options.
     *
     * @param prefetch how many elements are requested ahead of the loop, at least 1
     * @param transformer runs once for each subscription, on a goroutine of its own that starts with the first request
     * @param options where the goroutines run, their name, and what a cancel does
     * @param <I> the type of what comes in
     * @param <O> the type of what goes out
     * @return to be given to {@code compose}
     * @throws IllegalArgumentException by {@code compose}, if the prefetch is below 1
     */
    public static <I, O> FlowableTransformer<I, O> transform(
            int prefetch, Transformer<I, O> transformer, StreamOptions options) {
        Objects.requireNonNull(transformer, "transformer");
        StreamOptions inRx = RxSurroundings.in(options);
        return upstream -> Flowable.fromPublisher(TransformPublisher.of(upstream, prefetch, transformer, inRx));
    }

    /**
     * Maps several elements at once by blocking code, each in a goroutine; the results keep the order of the elements. See
     * {@link ConcurrentMapPublisher}.
     *
     * {@snippet :
     * urls.compose(GoFlowable.mapConcurrent(64, url -> fetch(url)));
     * }
     *
     * @param concurrency how many are mapped at once, at least 1
     * @param mapper maps an element, and may block
     * @param <T> the type of the elements
     * @param <R> the type of the results
     * @return to be given to {@code compose}
     * @throws IllegalArgumentException by {@code compose}, if the concurrency is below 1
     */
    public static <T, R> FlowableTransformer<T, R> mapConcurrent(
            int concurrency, Mapper<? super T, ? extends R> mapper) {
        return mapConcurrent(concurrency, ConcurrentMapPublisher.Order.SOURCE, mapper, StreamOptions.defaults());
    }

    /**
     * As {@link #mapConcurrent(int, Mapper)}, but results come as soon as they are there.
     *
     * @param concurrency how many are mapped at once, at least 1
     * @param mapper maps an element, and may block
     * @param <T> the type of the elements
     * @param <R> the type of the results
     * @return to be given to {@code compose}
     * @throws IllegalArgumentException by {@code compose}, if the concurrency is below 1
     */
    public static <T, R> FlowableTransformer<T, R> mapConcurrentUnordered(
            int concurrency, Mapper<? super T, ? extends R> mapper) {
        return mapConcurrent(concurrency, ConcurrentMapPublisher.Order.COMPLETION, mapper, StreamOptions.defaults());
    }

    /**
     * As {@link #mapConcurrent(int, Mapper)}, with options.
     *
     * @param concurrency how many are mapped at once, at least 1
     * @param order in which order the results are given
     * @param mapper maps an element, and may block
     * @param options where the goroutines run, their name, and what a cancel does
     * @param <T> the type of the elements
     * @param <R> the type of the results
     * @return to be given to {@code compose}
     * @throws IllegalArgumentException by {@code compose}, if the concurrency is below 1
     */
    public static <T, R> FlowableTransformer<T, R> mapConcurrent(
            int concurrency,
            ConcurrentMapPublisher.Order order,
            Mapper<? super T, ? extends R> mapper,
            StreamOptions options) {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(mapper, "mapper");
        StreamOptions inRx = RxSurroundings.in(options);
        return upstream ->
                Flowable.fromPublisher(ConcurrentMapPublisher.<T, R>of(upstream, concurrency, order, mapper, inRx));
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

    /**
     * A flowable to loop over in blocking style, with a prefetch of {@link Flowable#bufferSize()}. See
     * {@link #iterate(Publisher, int)}.
     *
     * @param flowable what to subscribe to
     * @param <T> the type of the elements
     * @return to be looped over once, and closed
     */
    public static <T> FlowableLoop<T> iterate(Publisher<T> flowable) {
        return iterate(flowable, Flowable.bufferSize());
    }

    /**
     * A flowable to loop over in blocking style.
     *
     * {@snippet :
     * try (FlowableLoop<Order> orders = GoFlowable.iterate(repository.findAll(), 64)) {
     *     for (Order order : orders) {
     *         if (!process(order)) {
     *             break; // the end of the block cancels the subscription
     *         }
     *     }
     * }
     * }
     *
     * <p>The loop subscribes as it begins.
     *
     * @param flowable what to subscribe to
     * @param prefetch how many elements are requested ahead of the loop, at least 1
     * @param <T> the type of the elements
     * @return to be looped over once, and closed
     * @throws IllegalArgumentException if the prefetch is below 1
     */
    public static <T> FlowableLoop<T> iterate(Publisher<T> flowable, int prefetch) {
        return new FlowableLoop<>(flowable, prefetch);
    }
}
