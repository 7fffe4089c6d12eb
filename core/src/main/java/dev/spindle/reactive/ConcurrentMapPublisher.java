package dev.spindle.reactive;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/**
 * A publisher whose elements go through a {@link Mapper}, several at once: each in a goroutine, so that it may block.
 *
 * <p>At most {@code concurrency} elements are on their way at a time: in the mapper, or mapped and waiting for demand. As many
 * again, 256 at most, are asked for ahead. {@link Order#SOURCE} gives the results in the order of the source; an element
 * that takes long then holds up those behind it. {@link Order#COMPLETION} gives them as they come.
 *
 * <p>What the mapper throws fails the subscriber in the place of the result: after the earlier results with order SOURCE, at
 * once with order COMPLETION. Then, and when the subscriber cancels, the source is cancelled and the mappers at work are
 * interrupted, unless {@link StreamOptions#onCancel} says otherwise; nobody waits for their end. If the source fails, the
 * results of what came before are given first.
 *
 * <p>Goroutines start with the first request, as many as there are elements to map at once. Immutable; thread-safe if the
 * mapper is.
 *
 * @param <T> the type of the source's elements
 * @param <R> the type of the results
 */
public final class ConcurrentMapPublisher<T, R> implements Publisher<R> {

    /** In which order results are given. */
    public enum Order {
        /** As the elements came. */
        SOURCE,
        /** As the results come. */
        COMPLETION
    }

    private final Publisher<? extends T> source;
    private final int concurrency;
    private final Order order;
    private final Mapper<? super T, ? extends R> mapper;
    private final StreamOptions options;

    private ConcurrentMapPublisher(
            Publisher<? extends T> source,
            int concurrency,
            Order order,
            Mapper<? super T, ? extends R> mapper,
            StreamOptions options) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, not " + concurrency);
        }
        this.source = Objects.requireNonNull(source, "source");
        this.concurrency = concurrency;
        this.order = Objects.requireNonNull(order, "order");
        this.mapper = Objects.requireNonNull(mapper, "mapper");
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * Maps a publisher's elements, with the {@linkplain StreamOptions#defaults() default options}.
     *
     * @param source where the elements come from
     * @param concurrency how many are mapped at once, at least 1
     * @param order in which order the results are given
     * @param mapper maps an element, and may block
     * @param <T> the type of the source's elements
     * @param <R> the type of the results
     * @return a publisher for any number of subscribers, each of which subscribes to the source
     * @throws IllegalArgumentException if the concurrency is below 1
     */
    public static <T, R> ConcurrentMapPublisher<T, R> of(
            Publisher<? extends T> source, int concurrency, Order order, Mapper<? super T, ? extends R> mapper) {
        return of(source, concurrency, order, mapper, StreamOptions.defaults());
    }

    /**
     * Maps a publisher's elements.
     *
     * @param source where the elements come from
     * @param concurrency how many are mapped at once, at least 1
     * @param order in which order the results are given
     * @param mapper maps an element, and may block
     * @param options how the goroutines run
     * @param <T> the type of the source's elements
     * @param <R> the type of the results
     * @return a publisher for any number of subscribers, each of which subscribes to the source
     * @throws IllegalArgumentException if the concurrency is below 1
     */
    public static <T, R> ConcurrentMapPublisher<T, R> of(
            Publisher<? extends T> source,
            int concurrency,
            Order order,
            Mapper<? super T, ? extends R> mapper,
            StreamOptions options) {
        return new ConcurrentMapPublisher<>(source, concurrency, order, mapper, options);
    }

    /**
     * Subscribes; the goroutines, and the subscription to the source, begin with the first request.
     *
     * @param subscriber who asks and receives
     * @throws NullPointerException if the subscriber is null (rule 1.9)
     */
    @Override
    public void subscribe(@Nullable Subscriber<? super R> subscriber) {
        Subscriber<? super R> target = Objects.requireNonNull(subscriber, "subscriber");
        Generator<R> generator = out -> {
            var map = new ConcurrentMap<T, R>(concurrency, order, mapper, options, (GeneratorSubscription<R>) out);
            map.run(source);
        };
        new GeneratorSubscription<>(generator, options, target).begin(target);
    }
}
