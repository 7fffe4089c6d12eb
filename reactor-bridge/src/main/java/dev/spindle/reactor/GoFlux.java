package dev.spindle.reactor;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Receiver;
import dev.spindle.reactive.ChannelPublisher;
import dev.spindle.reactive.ChannelSubscriber;
import dev.spindle.reactive.Emitter;
import dev.spindle.reactive.Generator;
import dev.spindle.reactive.GoroutinePublisher;
import dev.spindle.reactive.StreamOptions;
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
 * more goes to {@code Hooks.onErrorDropped}.
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
     * @param options where the goroutines run, their name, and what a cancel does; surroundings are Reactor's in any case
     * @param <T> the type of the elements
     * @return a cold flux that completes when the generator returns and fails with what it throws
     */
    public static <T> Flux<T> generate(Generator<T> generator, StreamOptions options) {
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
        return options.surroundings(ReactorSurroundings.INSTANCE);
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
