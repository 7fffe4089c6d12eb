package dev.spindle.sync;

import dev.spindle.runtime.Launcher;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Does a piece of work once for all who ask for it at the same time: {@code singleflight.Group} of Go's {@code x/sync}.
 *
 * {@snippet :
 * SingleFlight<String, User> users = new SingleFlight<>();
 * User user = users.call(name, () -> database.load(name)).value();
 * }
 *
 * <p>The first caller with a key does the work itself. Those who call with an equal key before it has ended wait for it and get
 * the same result, or its failure. After its end the next call works anew: this is no cache.
 *
 * <p>As the work belongs to the first caller, an interrupt of that thread may fail it for all. Work that must not depend on one
 * caller goes through {@link #start}, on a goroutine of its own. An interrupt of one who waits ends that wait only.
 *
 * <p>Thread-safe. What the work did happens before the return of each call that shares it.
 *
 * @param <K> the type of the keys, compared by {@code equals}
 * @param <V> the type of the results, which may be null
 */
public final class SingleFlight<K, V extends @Nullable Object> {

    /**
     * What a call gives.
     *
     * @param value the result of the work
     * @param shared whether it went to more than one caller
     * @param <V> the type of the result
     */
    public record Result<V extends @Nullable Object>(V value, boolean shared) {}

    /** How the work ended: with a result, or with a failure. */
    private record Outcome<V extends @Nullable Object>(
            @Nullable Result<V> result, @Nullable Throwable failure) {

        Result<V> get() throws ExecutionException {
            if (result == null) {
                throw new ExecutionException(failure);
            }
            return result;
        }

        void passTo(CompletableFuture<Result<V>> future) {
            if (failure != null) {
                future.completeExceptionally(failure);
            } else if (result != null) {
                future.complete(result);
            }
        }
    }

    /**
     * Work under way. It is what those wait for who share it, and never fails: the JDK's future parks goroutines as it is, but
     * has its own ideas of some exceptions.
     */
    private static final class Flight<V extends @Nullable Object> extends CompletableFuture<Outcome<V>> {

        /** The thread that works, once it does. */
        private volatile @Nullable Thread worker;

        /** Whether anybody else has come; written while the flight is in the map. */
        private volatile boolean shared;
    }

    private final ConcurrentHashMap<K, Flight<V>> flights = new ConcurrentHashMap<>();

    /** Nothing is under way. */
    public SingleFlight() {}

    /**
     * Does the work, or waits for whoever does it already. Parks a goroutine, blocks a platform thread.
     *
     * @param key what the work is for
     * @param work what to do; ignored if the same is under way
     * @return the result, the same for all who share it
     * @throws InterruptedException if interrupted while waiting for another's work, or on entry
     * @throws ExecutionException if the work failed; the cause is what it threw, {@link Error}s included, the same for all
     * @throws IllegalStateException if the work calls for its own key, which would wait for ever
     */
    public Result<V> call(K key, Callable<? extends V> work) throws InterruptedException, ExecutionException {
        Objects.requireNonNull(work, "work");
        Patience.throwIfInterrupted();
        Flight<V> own = new Flight<>();
        Flight<V> flight = join(key, own);
        if (flight == own) {
            fly(key, own, work);
        } else if (flight.worker == Thread.currentThread()) {
            throw new IllegalStateException("the work for " + key + " calls for itself and would wait for ever");
        }
        Outcome<V> landed = flight.getNow(null); // whether or not the caller is interrupted
        return (landed != null ? landed : flight.get()).get();
    }

    /**
     * As {@link #call}, but the work is done by a goroutine of the caller's runtime, or of the shared one, and nobody waits here:
     * Go's {@code DoChan}.
     *
     * @param key what the work is for
     * @param work what to do; ignored if the same is under way
     * @return a future of its own for each call; to cancel it does not cancel the work. It fails with a
     *     {@link RejectedExecutionException} if the runtime is closed before the work begins
     * @throws RejectedExecutionException if the runtime is closed
     */
    public CompletableFuture<Result<V>> start(K key, Callable<? extends V> work) {
        Objects.requireNonNull(work, "work");
        Launcher launcher = Launcher.current();
        Flight<V> own = new Flight<>();
        Flight<V> flight = join(key, own);
        if (flight == own) {
            launch(launcher, key, own, work);
        }
        CompletableFuture<Result<V>> future = new CompletableFuture<>();
        var _ = flight.thenAccept(outcome -> outcome.passTo(future));
        return future;
    }

    private void launch(Launcher launcher, K key, Flight<V> own, Callable<? extends V> work) {
        try {
            launcher.start(
                    () -> {
                        fly(key, own, work);
                        return null;
                    },
                    () -> crash(
                            key, own, new RejectedExecutionException("the runtime was closed before the work began")));
        } catch (Throwable t) {
            crash(key, own, t);
            throw t;
        }
    }

    /**
     * Lets the next call with this key do its work, although the same may be under way. Those who wait for that go on waiting.
     *
     * @param key what the work is for
     */
    public void forget(K key) {
        flights.remove(Objects.requireNonNull(key, "key"));
    }

    /** The flight to wait for: the given one if there is none yet. */
    private Flight<V> join(K key, Flight<V> own) {
        return flights.compute(Objects.requireNonNull(key, "key"), (k, current) -> {
            if (current == null) {
                return own;
            }
            current.shared = true;
            return current;
        });
    }

    private void fly(K key, Flight<V> own, Callable<? extends V> work) {
        own.worker = Thread.currentThread();
        try {
            V value = work.call();
            land(key, own);
            own.complete(new Outcome<>(new Result<>(value, own.shared), null));
        } catch (Throwable t) {
            crash(key, own, t);
        }
    }

    private void crash(K key, Flight<V> own, Throwable failure) {
        land(key, own);
        own.complete(new Outcome<>(null, failure));
    }

    /** From now on nobody joins this flight. */
    private void land(K key, Flight<V> own) {
        own.worker = null;
        flights.remove(key, own);
    }
}
