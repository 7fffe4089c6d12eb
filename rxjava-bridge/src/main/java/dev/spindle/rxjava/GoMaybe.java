package dev.spindle.rxjava;

import dev.spindle.reactive.GoroutinePublisher;
import dev.spindle.reactive.StreamOptions;
import io.reactivex.rxjava3.core.Maybe;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * {@link Maybe} from goroutines, and back. What {@link GoFlowable} says about runtimes, cancelling and what cannot be signalled holds
 * here, too.
 */
public final class GoMaybe {

    private GoMaybe() {}

    /**
     * What a blocking call returns, if it does.
     *
     * @param callable runs once for each subscription, on a goroutine of its own; interrupted when the subscription is disposed of
     * @param <T> the type of the value
     * @return a cold maybe; empty if the callable returns null, failed if it throws
     */
    public static <T> Maybe<T> of(Callable<? extends @Nullable T> callable) {
        return of(callable, StreamOptions.defaults());
    }

    /**
     * As {@link #of(Callable)}, with options.
     *
     * @param callable runs once for each subscription, on a goroutine of its own
     * @param options where the goroutines run, their name, and what a dispose does
     * @param <T> the type of the value
     * @return a cold maybe; empty if the callable returns null, failed if it throws
     */
    public static <T> Maybe<T> of(Callable<? extends @Nullable T> callable, StreamOptions options) {
        return Maybe.fromPublisher(GoroutinePublisher.<T>ofCall(callable, RxSurroundings.in(options)));
    }

    /**
     * Subscribes and waits for the end: parks a goroutine, blocks a platform thread. What {@code blockingGet()} does, but an interrupt is
     * thrown as itself.
     *
     * @param maybe what to subscribe to
     * @param <T> the type of the value
     * @return the value, or null if the maybe is empty
     * @throws InterruptedException if the caller is interrupted while waiting or was before; the subscription is disposed of
     * @throws RuntimeException what the maybe fails with; checked exceptions are wrapped as {@code blockingGet()} does
     */
    public static <T> @Nullable T await(Maybe<T> maybe) throws InterruptedException {
        return Awaiting.await(maybe.toFlowable());
    }
}
