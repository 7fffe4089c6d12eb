package dev.spindle;

import dev.spindle.channel.Select;
import dev.spindle.channel.SelectEvent;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A started goroutine: Go's {@code go f()}, with a handle.
 *
 * <p>Thread-safe. What a goroutine did happens before the return of any {@code join} on it, and what its starter did before
 * {@code go} happens before its body.
 */
public sealed interface Goroutine permits G {

    /** Where a goroutine is in its life. */
    enum State {
        /** Started, or woken, and waiting for a P. */
        RUNNABLE,
        /** On a P. */
        RUNNING,
        /** Parked or blocked. */
        WAITING,
        /** Its body has returned or thrown. */
        ENDED
    }

    /**
     * The goroutine that the caller runs in.
     *
     * @return null on a platform thread, on another virtual thread, and in a plain task
     */
    static @Nullable Goroutine current() {
        return G.current();
    }

    /**
     * A number that no other goroutine of the JVM has, given when first asked for.
     *
     * @return greater than zero
     */
    long id();

    /**
     * The name it was started with.
     *
     * @return empty if it has none
     */
    String name();

    /**
     * Where the goroutine is at this moment.
     *
     * @return a snapshot, outdated when it arrives but for {@link State#ENDED}
     */
    State state();

    /**
     * The runtime it belongs to.
     *
     * @return the runtime
     */
    GoRuntime runtime();

    /**
     * Waits until the goroutine has ended. Parks a goroutine, blocks a platform thread.
     *
     * <p>A failure goes to whoever is joining when it happens, and to every later {@code join}; if nobody is joining then, also to
     * the runtime's uncaught handler.
     *
     * @throws InterruptedException if the caller is interrupted while waiting or was before; the goroutine goes on
     * @throws ExecutionException if the goroutine threw; the cause is what it threw, {@link Error}s included
     * @throws IllegalStateException if a goroutine joins itself
     */
    void join() throws InterruptedException, ExecutionException;

    /**
     * As {@link #join()}, for at most the given time.
     *
     * @param timeout the longest wait; zero or negative only looks
     * @return true if it has ended, false if the time ran out
     * @throws InterruptedException as for {@link #join()}
     * @throws ExecutionException as for {@link #join()}
     * @throws IllegalStateException as for {@link #join()}
     */
    boolean join(Duration timeout) throws InterruptedException, ExecutionException;

    /**
     * Interrupts the goroutine: its current or next blocking operation throws {@link InterruptedException}. One that has not started
     * yet starts interrupted. Never reaches another goroutine. Without effect after the end.
     *
     * <p>Does not wait. An {@code InterruptedException} that ends a cancelled goroutine is not reported as uncaught.
     */
    void cancel();

    /**
     * Calls back when the goroutine has ended, at once if it has already.
     *
     * @param action runs on the ending goroutine, or on the caller; must be short and must not block
     */
    void onEnd(Runnable action);

    /**
     * The end of this goroutine as an event, for {@link Select#event(SelectEvent)}. It has happened once the body has returned or
     * thrown; {@link #join()} then returns at once.
     *
     * @return an event that any number of selects may wait for
     */
    SelectEvent ended();
}
