package dev.spindle.rxjava;

import dev.spindle.reactive.GoroutinePublisher;
import dev.spindle.reactive.StreamOptions;
import io.reactivex.rxjava3.core.Single;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * {@link Single} from goroutines, and back. What {@link GoFlowable} says about runtimes, cancelling and what cannot be signalled holds
 * here, too.
 */
public final class GoSingle {

    private GoSingle() {}

    /**
     * What a blocking call returns.
     *
     * {@snippet :
     * Single<User> user = GoSingle.of(() -> jdbc.findUser(id));
     * }
     *
     * @param callable runs once for each subscription, on a goroutine of its own; interrupted when the subscription is disposed of
     * @param <T> the type of the value
     * @return a cold single; failed if the callable throws, or returns null
     */
    public static <T> Single<T> of(Callable<? extends T> callable) {
        return of(callable, StreamOptions.defaults());
    }

    /**
     * As {@link #of(Callable)}, with options.
     *
     * @param callable runs once for each subscription, on a goroutine of its own
     * @param options where the goroutines run, their name, and what a dispose does
     * @param <T> the type of the value
     * @return a cold single; failed if the callable throws, or returns null
     */
    public static <T> Single<T> of(Callable<? extends T> callable, StreamOptions options) {
        Objects.requireNonNull(callable, "callable");
        return Single.fromPublisher(GoroutinePublisher.<T>ofCall(
                () -> Objects.requireNonNull(
                        callable.call(), "the callable returned null, which a Single cannot hold; use GoMaybe.of"),
                RxSurroundings.in(options)));
    }

    /**
     * Subscribes and waits for the value: parks a goroutine, blocks a platform thread. What {@code blockingGet()} does, but an interrupt is
     * thrown as itself.
     *
     * @param single what to subscribe to
     * @param <T> the type of the value
     * @return the value
     * @throws InterruptedException if the caller is interrupted while waiting or was before; the subscription is disposed of
     * @throws RuntimeException what the single fails with; checked exceptions are wrapped as {@code blockingGet()} does
     */
    public static <T> T await(Single<T> single) throws InterruptedException {
        return Objects.requireNonNull(Awaiting.await(single.toFlowable()), "a Single completed without a value");
    }
}
