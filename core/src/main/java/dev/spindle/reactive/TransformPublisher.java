package dev.spindle.reactive;

import dev.spindle.channel.ChannelClosedException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/**
 * A {@link Transformer} applied to a publisher.
 *
 * <p>Each subscription has a goroutine of its own, which starts with the first request, subscribes to the source and runs the transformer. A
 * cancel goes both ways: one from downstream cancels the source and interrupts the transformer, and the transformer's end
 * cancels the source.
 *
 * <p>As for {@link GoroutinePublisher} otherwise. Immutable; thread-safe if the transformer is.
 *
 * @param <I> the type of what comes in
 * @param <O> the type of the elements
 */
public final class TransformPublisher<I, O> implements Publisher<O> {

    private final Publisher<? extends I> source;
    private final int prefetch;
    private final Transformer<I, O> transformer;
    private final StreamOptions options;

    private TransformPublisher(
            Publisher<? extends I> source, int prefetch, Transformer<I, O> transformer, StreamOptions options) {
        if (prefetch < 1) {
            throw new IllegalArgumentException("prefetch must be at least 1, not " + prefetch);
        }
        this.source = Objects.requireNonNull(source, "source");
        this.prefetch = prefetch;
        this.transformer = Objects.requireNonNull(transformer, "transformer");
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * Transforms a publisher, with the {@linkplain StreamOptions#defaults() default options}.
     *
     * @param source where the transformer receives from
     * @param prefetch how many elements are asked for ahead, as for {@link ChannelSubscriber#of(int)}
     * @param transformer runs once for each subscription
     * @param <I> the type of what comes in
     * @param <O> the type of the elements
     * @return a publisher for any number of subscribers
     * @throws IllegalArgumentException if the prefetch is below 1
     */
    public static <I, O> TransformPublisher<I, O> of(
            Publisher<? extends I> source, int prefetch, Transformer<I, O> transformer) {
        return of(source, prefetch, transformer, StreamOptions.defaults());
    }

    /**
     * Transforms a publisher.
     *
     * @param source where the transformer receives from
     * @param prefetch how many elements are asked for ahead, as for {@link ChannelSubscriber#of(int)}
     * @param transformer runs once for each subscription
     * @param options how the goroutines run
     * @param <I> the type of what comes in
     * @param <O> the type of the elements
     * @return a publisher for any number of subscribers
     * @throws IllegalArgumentException if the prefetch is below 1
     */
    public static <I, O> TransformPublisher<I, O> of(
            Publisher<? extends I> source, int prefetch, Transformer<I, O> transformer, StreamOptions options) {
        return new TransformPublisher<>(source, prefetch, transformer, options);
    }

    /**
     * Subscribes; the goroutine, and the subscription to the source, begin with the first request.
     *
     * @param subscriber who asks and receives
     * @throws NullPointerException if the subscriber is null (rule 1.9)
     */
    @Override
    public void subscribe(@Nullable Subscriber<? super O> subscriber) {
        Subscriber<? super O> target = Objects.requireNonNull(subscriber, "subscriber");
        Generator<O> generator = out -> {
            ChannelSubscriber<I> input = ChannelSubscriber.of(prefetch, options.undelivered());
            out.onCancel(() -> input.abort(new CancelledException("the subscriber has cancelled its subscription")));
            source.subscribe(input);
            run(transformer, input, out);
        };
        new GeneratorSubscription<>(generator, options, target).begin(target);
    }

    /** Runs a transformer to its end, which is the end of its input too. */
    static <I, O> void run(Transformer<I, O> transformer, ChannelSubscriber<I> input, Emitter<O> out) throws Exception {
        try (input) {
            transformer.run(input.receiver(), out);
        } catch (ChannelClosedException e) {
            Failures.rethrow(Objects.requireNonNullElse(input.failureBehind(e), e));
        }
    }
}
