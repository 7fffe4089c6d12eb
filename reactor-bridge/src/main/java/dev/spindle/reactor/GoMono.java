package dev.spindle.reactor;

import dev.spindle.GoBody;
import dev.spindle.reactive.GoroutinePublisher;
import dev.spindle.reactive.StreamOptions;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * {@link Mono} from goroutines, and back. What {@link GoFlux} says about contexts, runtimes and cancelling holds here, too.
 */
public final class GoMono {

    private GoMono() {}

    /**
     * What a blocking call returns.
     *
     * {@snippet :
     * Mono<User> user = GoMono.of(() -> jdbc.findUser(id));
     * }
     *
     * @param callable runs once for each subscription, on a goroutine of its own; interrupted when the subscription is cancelled
     * @param <T> the type of the value
     * @return a cold mono; empty if the callable returns null, failed if it throws
     */
    public static <T> Mono<T> of(Callable<? extends @Nullable T> callable) {
        return of(callable, StreamOptions.defaults());
    }

    /**
     * As {@link #of(Callable)}, with options.
     *
     * @param callable runs once for each subscription, on a goroutine of its own
     * @param options where the goroutines run, their name, and what a cancel does
     * @param <T> the type of the value
     * @return a cold mono; empty if the callable returns null, failed if it throws
     */
    public static <T> Mono<T> of(Callable<? extends @Nullable T> callable, StreamOptions options) {
        Objects.requireNonNull(callable, "callable");
        StreamOptions ours = GoFlux.inReactor(options);
        return Mono.deferContextual(view ->
                Mono.fromDirect(GoroutinePublisher.<T>ofCall(callable, GoFlux.discardingIn(ours, Context.of(view)))));
    }

    /**
     * What a blocking action does.
     *
     * @param action runs once for each subscription, on a goroutine of its own; interrupted when the subscription is cancelled
     * @return a cold mono without a value, which completes when the action returns and fails if it throws
     */
    public static Mono<Void> run(GoBody action) {
        return run(action, StreamOptions.defaults());
    }

    /**
     * As {@link #run(GoBody)}, with options.
     *
     * @param action runs once for each subscription, on a goroutine of its own
     * @param options where the goroutines run, their name, and what a cancel does
     * @return a cold mono without a value, which completes when the action returns and fails if it throws
     */
    public static Mono<Void> run(GoBody action, StreamOptions options) {
        Objects.requireNonNull(action, "action");
        return of(
                () -> {
                    action.run();
                    return null;
                },
                options);
    }

    /**
     * Subscribes and waits for the value: parks a goroutine, blocks a platform thread. What {@code block()} does, but an interrupt cancels
     * the subscription and is thrown as itself, and the subscription gets the Reactor context of the calling goroutine.
     *
     * @param mono what to subscribe to
     * @param <T> the type of the value
     * @return the value, or null if the mono is empty
     * @throws InterruptedException if the caller is interrupted while waiting or was before; if the value has come by then, it is
     *     returned and the caller stays interrupted; one that comes later is discarded
     * @throws RuntimeException what the mono fails with; checked exceptions are wrapped as {@code block()} does
     * @throws IllegalStateException where Reactor forbids to block
     */
    public static <T> @Nullable T await(Mono<T> mono) throws InterruptedException {
        return Awaiting.await(mono);
    }
}
