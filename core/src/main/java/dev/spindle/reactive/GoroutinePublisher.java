package dev.spindle.reactive;

import dev.spindle.GoRuntime;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/**
 * A {@link Generator} as a {@link Publisher}: blocking-style code that is parked while nobody wants more.
 *
 * {@snippet :
 * Publisher<Integer> numbers = GoroutinePublisher.of(emitter -> {
 *     for (int i = 0; ; i++) {
 *         emitter.emit(i);
 *     }
 * });
 * }
 *
 * <p>Each subscription has a goroutine of its own, which starts with the first request; subscribing runs no code of the
 * generator. The generator's return completes the subscriber, what it throws fails it. When the subscriber cancels,
 * the generator is interrupted and {@link Emitter#emit} throws {@link CancelledException}; nothing is signalled any more.
 *
 * <p>An exception that comes too late to be signalled (after a cancel, or out of the subscriber itself) goes where
 * those of goroutines go: to the runtime's uncaught handler.
 *
 * <p>{@code onNext} runs on the goroutine and may block. A publisher is immutable and thread-safe if its generator is.
 *
 * @param <T> the type of the elements
 */
public final class GoroutinePublisher<T> implements Publisher<T> {

    private final Generator<T> generator;
    private final StreamOptions options;

    private GoroutinePublisher(Generator<T> generator, StreamOptions options) {
        this.generator = Objects.requireNonNull(generator, "generator");
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * Publishes what a generator emits, with the {@linkplain StreamOptions#defaults() default options}.
     *
     * @param generator runs once for each subscription
     * @param <T> the type of the elements
     * @return a publisher for any number of subscribers
     */
    public static <T> GoroutinePublisher<T> of(Generator<T> generator) {
        return new GoroutinePublisher<>(generator, StreamOptions.defaults());
    }

    /**
     * Publishes what a generator emits, with the default options, on a given runtime.
     *
     * @param generator runs once for each subscription
     * @param runtime what runs the goroutines
     * @param <T> the type of the elements
     * @return a publisher for any number of subscribers
     */
    public static <T> GoroutinePublisher<T> of(Generator<T> generator, GoRuntime runtime) {
        return of(generator, StreamOptions.defaults().runtime(runtime));
    }

    /**
     * Publishes what a generator emits.
     *
     * @param generator runs once for each subscription
     * @param options how the goroutines run
     * @param <T> the type of the elements
     * @return a publisher for any number of subscribers
     */
    public static <T> GoroutinePublisher<T> of(Generator<T> generator, StreamOptions options) {
        return new GoroutinePublisher<>(generator, options);
    }

    /**
     * Publishes what a blocking call returns, for adapters of streams with one element at most.
     *
     * @param callable runs once for each subscription; no element if it returns null
     * @param options how the goroutines run; what the call returns after a cancel is {@linkplain StreamOptions#undelivered undelivered}
     * @param <T> the type of the element
     * @return a publisher for any number of subscribers
     */
    public static <T> GoroutinePublisher<T> ofCall(Callable<? extends @Nullable T> callable, StreamOptions options) {
        Objects.requireNonNull(callable, "callable");
        return of(
                emitter -> {
                    T value = callable.call();
                    if (value != null) {
                        emitOrGiveUp(emitter, value, options.undelivered());
                    }
                },
                options);
    }

    private static <T> void emitOrGiveUp(Emitter<T> emitter, T value, Consumer<Object> undelivered)
            throws InterruptedException {
        try {
            emitter.emit(value);
        } catch (CancelledException | InterruptedException e) {
            undelivered.accept(value);
            throw e;
        }
    }

    /**
     * Subscribes; the goroutine starts with the first request. If the runtime is closed, the subscriber fails with
     * {@link java.util.concurrent.RejectedExecutionException}.
     *
     * @param subscriber who asks and receives
     * @throws NullPointerException if the subscriber is null (rule 1.9)
     */
    @Override
    public void subscribe(@Nullable Subscriber<? super T> subscriber) {
        Subscriber<? super T> target = Objects.requireNonNull(subscriber, "subscriber");
        new GeneratorSubscription<>(generator, options, target).begin(target);
    }
}
