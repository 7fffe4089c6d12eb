package dev.spindle.reactor;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Receiver;
import dev.spindle.reactive.BroadcastPublisher;
import dev.spindle.reactive.ChannelPublisher;
import dev.spindle.reactive.ChannelSubscriber;
import dev.spindle.reactive.ConcurrentMapPublisher;
import dev.spindle.reactive.ConcurrentMapPublisher.Order;
import dev.spindle.reactive.Emitter;
import dev.spindle.reactive.Generator;
import dev.spindle.reactive.GoroutinePublisher;
import dev.spindle.reactive.Mapper;
import dev.spindle.reactive.StreamOptions;
import dev.spindle.reactive.TransformPublisher;
import dev.spindle.reactive.Transformer;
import java.util.Objects;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

/**
 * {@link Flux} from goroutines and channels, and back.
 *
 * <p>Goroutines that serve a subscription see its Reactor context through {@link ReactorContext#current()} and, where Micrometer's
 * context propagation is on the class path, the thread locals of the context and of the subscribing thread. They belong to the
 * runtime that is current where the subscription is made, unless the options say otherwise. What they throw that cannot be signalled any
 * more goes to {@code Hooks.onErrorDropped}. All that comes on top of the options: the user's surroundings run inside of Reactor's, and
 * elements that nobody gets are given to the user's consumer and then discarded.
 *
 * <p>Cancelling goes both ways: a cancelled subscription interrupts its goroutine, and a goroutine that ends cancels what it
 * {@linkplain #iterate iterates}.
 */
public final class GoFlux {

    private GoFlux() {}

    // ---- builders ----

    /**
     * What blocking-style code emits, with backpressure: {@link Emitter#emit} parks while nobody asks. See
     * {@link GoroutinePublisher}.
     *
     * {@snippet :
     * Flux<String> lines = GoFlux.generate(emitter -> {
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
     * @return a cold flux that completes when the generator returns and fails with what it throws
     */
    public static <T> Flux<T> generate(Generator<T> generator) {
        return generate(generator, StreamOptions.defaults());
    }

    /**
     * As {@link #generate(Generator)}, with options.
     *
     * @param generator runs once for each subscription, on a goroutine of its own that starts with the first request
     * @param options where the goroutines run, their name, and what a cancel does
     * @param <T> the type of the elements
     * @return a cold flux that completes when the generator returns and fails with what it throws
     */
    public static <T> Flux<T> generate(Generator<T> generator, StreamOptions options) {
        Objects.requireNonNull(generator, "generator");
        return Flux.from(GoroutinePublisher.of(generator, inReactor(options)));
    }

    /**
     * The elements of a channel, with backpressure: senders park while nobody asks. See {@link ChannelPublisher}. The
     * goroutines belong to the runtime that is current where the subscription is made.
     *
     * @param channel where the elements come from; subscribers compete for them
     * @param <T> the type of the elements
     * @return a flux that completes when the channel is closed and drained, and fails with the cause it was closed with
     */
    public static <T> Flux<T> from(Receiver<? extends T> channel) {
        return from(channel, StreamOptions.defaults());
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
        return from(channel, StreamOptions.defaults().runtime(runtime));
    }

    /**
     * As {@link #from(Receiver)}, with options.
     *
     * @param channel where the elements come from; subscribers compete for them
     * @param options where the goroutines run, and their name
     * @param <T> the type of the elements
     * @return a flux that completes when the channel is closed and drained, and fails with the cause it was closed with
     */
    public static <T> Flux<T> from(Receiver<? extends T> channel, StreamOptions options) {
        return Flux.from(ChannelPublisher.from(channel, inReactor(options)));
    }

    /**
     * The elements of a channel, all to each subscriber; the slowest one sets the pace. See {@link BroadcastPublisher}.
     *
     * @param channel where the elements come from
     * @param lead how far a subscriber may be ahead of the slowest, in elements, at least 1
     * @param <T> the type of the elements
     * @return a hot flux, which takes elements from the channel while somebody asks
     * @throws IllegalArgumentException if the lead is below 1
     */
    public static <T> Flux<T> broadcast(Receiver<? extends T> channel, int lead) {
        return broadcast(channel, lead, StreamOptions.defaults());
    }

    /**
     * As {@link #broadcast(Receiver, int)}, with options.
     *
     * @param channel where the elements come from
     * @param lead how far a subscriber may be ahead of the slowest, in elements, at least 1
     * @param options where the goroutines run, and their name
     * @param <T> the type of the elements
     * @return a hot flux, which takes elements from the channel while somebody asks
     * @throws IllegalArgumentException if the lead is below 1
     */
    public static <T> Flux<T> broadcast(Receiver<? extends T> channel, int lead, StreamOptions options) {
        return Flux.from(BroadcastPublisher.from(channel, lead, inReactor(options)));
    }

    // ---- operators, for Flux.transform ----

    /**
     * An operator written as a loop: blocking-style code that receives from the source and emits. See {@link TransformPublisher}.
     *
     * {@snippet :
     * Flux<Integer> sums = numbers.transform(GoFlux.transform((in, out) -> {
     *     int sum = 0;
     *     for (int i : in) {
     *         out.emit(sum += i);
     *     }
     * }));
     * }
     *
     * <p>The source is subscribed to with a prefetch of 256. Cancelling goes both ways: one from downstream cancels the source and
     * interrupts the transformer, and the transformer's end cancels the source. Elements that nobody receives go to
     * {@code doOnDiscard}.
     *
     * @param transformer runs once for each subscription, on a goroutine of its own
     * @param <I> the type of what comes in
     * @param <O> the type of the elements
     * @return to be given to {@link Flux#transform}
     */
    public static <I, O> Function<Publisher<I>, Flux<O>> transform(Transformer<I, O> transformer) {
        return transform(Queues.SMALL_BUFFER_SIZE, transformer, StreamOptions.defaults());
    }

    /**
     * As {@link #transform(Transformer)}, with a prefetch and options.
     *
     * @param prefetch how many elements are requested from the source ahead, at least 1
     * @param transformer runs once for each subscription, on a goroutine of its own
     * @param options where the goroutines run, their name, and what a cancel does
     * @param <I> the type of what comes in
     * @param <O> the type of the elements
     * @return to be given to {@link Flux#transform}
     * @throws IllegalArgumentException if the prefetch is below 1
     */
    public static <I, O> Function<Publisher<I>, Flux<O>> transform(
            int prefetch, Transformer<I, O> transformer, StreamOptions options) {
        Objects.requireNonNull(transformer, "transformer");
        if (prefetch < 1) {
            throw new IllegalArgumentException("prefetch must be at least 1, not " + prefetch);
        }
        StreamOptions ours = inReactor(options);
        return source -> withContext(context ->
                TransformPublisher.of(inContext(source, context), prefetch, transformer, discardingIn(ours, context)));
    }

    /**
     * An operator that maps elements by blocking calls, several at once, and gives the results in the order of the source. See
     * {@link ConcurrentMapPublisher}.
     *
     * {@snippet :
     * Flux<User> users = ids.transform(GoFlux.mapConcurrent(16, id -> jdbc.findUser(id)));
     * }
     *
     * <p>What the mapper throws fails the flux in the place of the result. Then, and at a cancel, the source is cancelled and
     * the mappers at work are interrupted.
     *
     * @param concurrency how many elements are on their way at once, at least 1
     * @param mapper maps an element on a goroutine of its own
     * @param <T> the type of the source's elements
     * @param <R> the type of the results
     * @return to be given to {@link Flux#transform}
     * @throws IllegalArgumentException if the concurrency is below 1
     */
    public static <T, R> Function<Publisher<T>, Flux<R>> mapConcurrent(int concurrency, Mapper<T, R> mapper) {
        return mapConcurrent(concurrency, Order.SOURCE, mapper, StreamOptions.defaults());
    }

    /**
     * As {@link #mapConcurrent(int, Mapper)}, giving the results as they come: an element that takes long holds up nobody.
     *
     * @param concurrency how many elements are on their way at once, at least 1
     * @param mapper maps an element on a goroutine of its own
     * @param <T> the type of the source's elements
     * @param <R> the type of the results
     * @return to be given to {@link Flux#transform}
     * @throws IllegalArgumentException if the concurrency is below 1
     */
    public static <T, R> Function<Publisher<T>, Flux<R>> mapConcurrentUnordered(int concurrency, Mapper<T, R> mapper) {
        return mapConcurrent(concurrency, Order.COMPLETION, mapper, StreamOptions.defaults());
    }

    /**
     * As {@link #mapConcurrent(int, Mapper)}, with an order and options.
     *
     * @param concurrency how many elements are on their way at once, at least 1
     * @param order in which order the results are given
     * @param mapper maps an element on a goroutine of its own
     * @param options where the goroutines run, their name, and what a cancel does
     * @param <T> the type of the source's elements
     * @param <R> the type of the results
     * @return to be given to {@link Flux#transform}
     * @throws IllegalArgumentException if the concurrency is below 1
     */
    public static <T, R> Function<Publisher<T>, Flux<R>> mapConcurrent(
            int concurrency, Order order, Mapper<T, R> mapper, StreamOptions options) {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(mapper, "mapper");
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, not " + concurrency);
        }
        StreamOptions ours = inReactor(options);
        return source -> withContext(context -> ConcurrentMapPublisher.of(
                inContext(source, context), concurrency, order, mapper, discardingIn(ours, context)));
    }

    // ---- conversions ----

    /**
     * Subscribes, and gives the elements as a channel, to be received by any goroutine or thread. See {@link ChannelSubscriber}.
     *
     * <p>Who has had enough cancels the subscription by {@link Receiver#cancel()}; nobody else does. Elements that nobody receives go to {@code doOnDiscard}. The
     * Reactor context of the subscription is the calling goroutine's.
     *
     * @param flux what to subscribe to
     * @param prefetch how many elements are requested ahead of those who receive, at least 1
     * @param <T> the type of the elements
     * @return a channel that is closed when the flux completes, and closed with the cause when it fails
     * @throws IllegalArgumentException if the prefetch is below 1
     */
    public static <T> Receiver<T> toChannel(Publisher<T> flux, int prefetch) {
        Context context = ReactorSurroundings.contextOfCaller();
        ChannelSubscriber<T> subscriber = subscriber(prefetch, context);
        inContext(flux, context).subscribe(subscriber);
        return subscriber.receiver();
    }

    /**
     * A flux to loop over in blocking style, with a prefetch of 256. See {@link #iterate(Publisher, int)}.
     *
     * @param flux what to subscribe to
     * @param <T> the type of the elements
     * @return to be looped over once, and closed
     */
    public static <T> FluxLoop<T> iterate(Publisher<T> flux) {
        return iterate(flux, Queues.SMALL_BUFFER_SIZE);
    }

    /**
     * A flux to loop over in blocking style.
     *
     * {@snippet :
     * try (FluxLoop<Order> orders = GoFlux.iterate(repository.findAll(), 64)) {
     *     for (Order order : orders) {
     *         if (!process(order)) {
     *             break; // the end of the block cancels the subscription
     *         }
     *     }
     * }
     * }
     *
     * <p>The loop subscribes as it begins. The Reactor context of the subscription is the calling goroutine's.
     *
     * @param flux what to subscribe to
     * @param prefetch how many elements are requested ahead of the loop, at least 1
     * @param <T> the type of the elements
     * @return to be looped over once, and closed
     * @throws IllegalArgumentException if the prefetch is below 1
     */
    public static <T> FluxLoop<T> iterate(Publisher<T> flux, int prefetch) {
        Context context = ReactorSurroundings.contextOfCaller();
        return new FluxLoop<>(inContext(flux, context), subscriber(prefetch, context));
    }

    // ---- for this package ----

    static StreamOptions inReactor(StreamOptions options) {
        return options.within(ReactorSurroundings.INSTANCE);
    }

    /** Each subscription with its own context, which the source is to get as well. */
    private static <T> Flux<T> withContext(Function<Context, Publisher<T>> publisher) {
        return Flux.deferContextual(view -> publisher.apply(Context.of(view)));
    }

    static StreamOptions discardingIn(StreamOptions options, Context context) {
        return options.undeliveredToo(element -> Operators.onDiscard(element, context));
    }

    private static <T> Flux<T> inContext(Publisher<T> publisher, Context context) {
        Flux<T> flux = Flux.from(publisher);
        return context.isEmpty() ? flux : flux.contextWrite(context);
    }

    /** What nobody receives is discarded in Reactor's manner. */
    private static <T> ChannelSubscriber<T> subscriber(int prefetch, Context context) {
        return ChannelSubscriber.of(prefetch, element -> Operators.onDiscard(element, context));
    }
}
