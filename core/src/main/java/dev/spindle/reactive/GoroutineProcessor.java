package dev.spindle.reactive;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Processor;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A {@link Transformer} as a {@link Processor}: subscribe it to one publisher, and any number of subscribers to it.
 *
 * <p>There is one goroutine, which starts with the first request of a subscriber, or with the end of the source. All subscribers get what it
 * emits after they subscribed, in the manner of a {@link BroadcastPublisher}: the slowest sets the pace. When the last of
 * them cancels, the goroutine is interrupted and the source cancelled, and the processor is at its end.
 *
 * <p>What the transformer fails with, be it the source's failure, reaches each subscriber as soon as that has got the elements it
 * has asked for: it overtakes the others (rule 4.2). Completion comes behind all elements.
 *
 * <p>To apply a transformer afresh for each subscriber, use {@link TransformPublisher}. Thread-safe.
 *
 * @param <I> the type of what comes in
 * @param <O> the type of the elements
 */
public final class GoroutineProcessor<I, O> implements Processor<I, O> {

    private final ChannelSubscriber<I> input;
    private final ChannelSubscriber<O> output;
    private final GoroutinePublisher<O> middle;
    private final BroadcastPublisher<O> broadcast;
    private final AtomicBoolean started = new AtomicBoolean();

    /** Each is set before the other is read: whoever comes second sees both, and starts the goroutine. */
    private volatile boolean subscribed;

    private volatile boolean ended;

    /** The last subscriber has cancelled; set before the input is. */
    private volatile boolean deserted;

    private GoroutineProcessor(int prefetch, Transformer<I, O> transformer, StreamOptions options) {
        Objects.requireNonNull(transformer, "transformer");
        Objects.requireNonNull(options, "options");
        this.input = ChannelSubscriber.of(prefetch, options.undelivered());
        this.output = ChannelSubscriber.of(prefetch, options.undelivered());
        this.middle = GoroutinePublisher.of(
                out -> {
                    out.onCancel(this::cancelInput);
                    TransformPublisher.run(transformer, input, out);
                },
                options);
        this.broadcast = new BroadcastPublisher<>(output.receiver(), prefetch, options, this::start, this::deserted);
    }

    /**
     * Makes a processor, with the {@linkplain StreamOptions#defaults() default options}.
     *
     * @param prefetch how many elements are asked for ahead, and how far a subscriber may be ahead of the slowest, at least 1
     * @param transformer runs once
     * @param <I> the type of what comes in
     * @param <O> the type of the elements
     * @return a new processor, to be subscribed once
     * @throws IllegalArgumentException if the prefetch is below 1
     */
    public static <I, O> GoroutineProcessor<I, O> of(int prefetch, Transformer<I, O> transformer) {
        return of(prefetch, transformer, StreamOptions.defaults());
    }

    /**
     * Makes a processor.
     *
     * @param prefetch how many elements are asked for ahead, and how far a subscriber may be ahead of the slowest, at least 1
     * @param transformer runs once
     * @param options how the goroutines run
     * @param <I> the type of what comes in
     * @param <O> the type of the elements
     * @return a new processor, to be subscribed once
     * @throws IllegalArgumentException if the prefetch is below 1
     */
    public static <I, O> GoroutineProcessor<I, O> of(
            int prefetch, Transformer<I, O> transformer, StreamOptions options) {
        return new GoroutineProcessor<>(prefetch, transformer, options);
    }

    // ---- towards the source ----

    @Override
    public void onSubscribe(Subscription made) {
        input.onSubscribe(made);
    }

    @Override
    public void onNext(I element) {
        input.onNext(element);
    }

    @Override
    public void onError(Throwable failure) {
        input.onError(failure);
        sourceEnded();
    }

    @Override
    public void onComplete() {
        input.onComplete();
        sourceEnded();
    }

    private void sourceEnded() {
        ended = true;
        if (subscribed) {
            start(); // the end needs no demand
        }
    }

    // ---- towards the subscribers ----

    /**
     * Subscribes to what is emitted from now on.
     *
     * @param subscriber who asks and receives
     * @throws NullPointerException if the subscriber is null (rule 1.9)
     */
    @Override
    public void subscribe(@Nullable Subscriber<? super O> subscriber) {
        broadcast.subscribe(subscriber);
        subscribed = true;
        if (ended) {
            start();
        }
    }

    private void start() {
        if (started.compareAndSet(false, true)) {
            middle.subscribe(new Output());
        }
    }

    /** The transformer's side. */
    private final class Output implements Subscriber<O> {

        @Override
        public void onSubscribe(Subscription made) {
            output.onSubscribe(made);
        }

        @Override
        public void onNext(O element) {
            output.onNext(element);
        }

        @Override
        public void onError(Throwable failure) {
            output.onError(failure);
            if (!deserted) { // or it is but the echo of that
                broadcast.overtake(failure); // rule 4.2
            }
            input.close(); // for the transformer that never began
        }

        @Override
        public void onComplete() {
            output.onComplete();
        }
    }

    private void deserted() {
        IllegalStateException reason =
                new IllegalStateException("all subscribers have cancelled, which has ended this processor");
        deserted = true;
        broadcast.end(reason);
        output.abort(reason);
        cancelInput(); // the goroutine may not have said yet what to do on a cancel
    }

    /** What the transformer throws then is but an echo. */
    private void cancelInput() {
        input.abort(new CancelledException("all subscribers have cancelled"));
    }
}
