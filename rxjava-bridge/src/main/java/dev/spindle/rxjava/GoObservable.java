package dev.spindle.rxjava;

import dev.spindle.channel.Receiver;
import dev.spindle.reactive.ChannelPublisher;
import dev.spindle.reactive.Emitter;
import dev.spindle.reactive.Generator;
import dev.spindle.reactive.GoroutinePublisher;
import dev.spindle.reactive.StreamOptions;
import io.reactivex.rxjava3.core.BackpressureStrategy;
import io.reactivex.rxjava3.core.Observable;

/**
 * {@link Observable} from goroutines and channels, and back. What {@link GoFlowable} says about runtimes, cancelling and what cannot be
 * signalled holds here, too.
 *
 * <p>An observable has no backpressure: an emitter never waits, and what the observers do with the elements is the only thing
 * that slows it down. Use a {@link GoFlowable} where the producer is to be held back.
 */
public final class GoObservable {

    private GoObservable() {}

    /**
     * What blocking-style code emits; {@link Emitter#emit} never parks for want of demand.
     *
     * @param generator runs once for each subscription, on a goroutine of its own
     * @param <T> the type of the elements
     * @return a cold observable that completes when the generator returns and fails with what it throws
     */
    public static <T> Observable<T> generate(Generator<T> generator) {
        return generate(generator, StreamOptions.defaults());
    }

    /**
     * As {@link #generate(Generator)}, with options.
     *
     * @param generator runs once for each subscription, on a goroutine of its own
     * @param options where the goroutines run, their name, and what a dispose does
     * @param <T> the type of the elements
     * @return a cold observable that completes when the generator returns and fails with what it throws
     */
    public static <T> Observable<T> generate(Generator<T> generator, StreamOptions options) {
        return Observable.fromPublisher(GoroutinePublisher.of(generator, RxSurroundings.in(options)));
    }

    /**
     * The elements of a channel, as fast as they come. See {@link ChannelPublisher}.
     *
     * @param channel where the elements come from; observers compete for them
     * @param <T> the type of the elements
     * @return an observable that completes when the channel is closed and drained, and fails with the cause it was closed with
     */
    public static <T> Observable<T> from(Receiver<? extends T> channel) {
        return from(channel, StreamOptions.defaults());
    }

    /**
     * As {@link #from(Receiver)}, with options.
     *
     * @param channel where the elements come from; observers compete for them
     * @param options where the goroutines run, and their name
     * @param <T> the type of the elements
     * @return an observable that completes when the channel is closed and drained, and fails with the cause it was closed with
     */
    public static <T> Observable<T> from(Receiver<? extends T> channel, StreamOptions options) {
        return Observable.fromPublisher(ChannelPublisher.from(channel, RxSurroundings.in(options)));
    }

    /**
     * Subscribes, and gives the elements as a channel, as {@link GoFlowable#toChannel}.
     *
     * @param observable what to subscribe to
     * @param strategy what to do with elements that the channel has no room for
     * @param prefetch how many elements the channel holds, at least 1
     * @param <T> the type of the elements
     * @return a channel that is closed when the observable completes, and closed with the cause when it fails
     * @throws IllegalArgumentException if the prefetch is below 1
     */
    public static <T> Receiver<T> toChannel(Observable<T> observable, BackpressureStrategy strategy, int prefetch) {
        return GoFlowable.toChannel(observable.toFlowable(strategy), prefetch);
    }
}
