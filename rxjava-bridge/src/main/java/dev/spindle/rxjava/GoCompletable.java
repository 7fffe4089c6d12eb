package dev.spindle.rxjava;

import dev.spindle.GoBody;
import dev.spindle.reactive.GoroutinePublisher;
import dev.spindle.reactive.StreamOptions;
import io.reactivex.rxjava3.core.Completable;
import java.util.Objects;

/**
 * {@link Completable} from goroutines, and back. What {@link GoFlowable} says about runtimes, cancelling and what cannot be signalled
 * holds here, too.
 */
public final class GoCompletable {

    private GoCompletable() {}

    /**
     * What a blocking action does.
     *
     * @param action runs once for each subscription, on a goroutine of its own; interrupted when the subscription is disposed of
     * @return a cold completable, which completes when the action returns and fails if it throws
     */
    public static Completable of(GoBody action) {
        return of(action, StreamOptions.defaults());
    }

    /**
     * As {@link #of(GoBody)}, with options.
     *
     * @param action runs once for each subscription, on a goroutine of its own
     * @param options where the goroutines run, their name, and what a dispose does
     * @return a cold completable, which completes when the action returns and fails if it throws
     */
    public static Completable of(GoBody action, StreamOptions options) {
        Objects.requireNonNull(action, "action");
        return Completable.fromPublisher(GoroutinePublisher.of(emitter -> action.run(), RxSurroundings.in(options)));
    }

    /**
     * Subscribes and waits for the end: parks a goroutine, blocks a platform thread. What {@code blockingAwait()} does, but an interrupt is
     * thrown as itself.
     *
     * @param completable what to subscribe to
     * @throws InterruptedException if the caller is interrupted while waiting or was before; the subscription is disposed of
     * @throws RuntimeException what the completable fails with; checked exceptions are wrapped as {@code blockingAwait()} does
     */
    public static void await(Completable completable) throws InterruptedException {
        var _ = Awaiting.await(completable.toFlowable());
    }
}
