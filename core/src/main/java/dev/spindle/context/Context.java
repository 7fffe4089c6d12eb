package dev.spindle.context;

import dev.spindle.channel.ChannelClosedException;
import dev.spindle.channel.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of work is told from outside: when to stop, and values that go with it. Go's {@code context.Context}.
 *
 * {@snippet :
 * static final Context.Key<String> USER = Context.Key.of("user");
 *
 * void handle(Context request, String user) throws Exception {
 *     try (CancelContext context = request.withValue(USER, user).withTimeout(Duration.ofSeconds(2))) {
 *         Goroutine query = Go.go(context, () -> query(Context.current().value(USER)));
 *         query.join();
 *     }
 * }
 * }
 *
 * <p>Contexts form a tree: each {@code with} method derives a child. When one is done, because it was cancelled or its deadline has passed,
 * all that derive from it are done too; nothing goes upwards. A {@link CancelContext} must be cancelled or closed in the end: until
 * then its parent knows it, and a timer may run for it.
 *
 * <p>A context is immutable but for becoming done, once, for ever. Pass it on as an argument, the first by convention. To be
 * interrupted when it is done, start a goroutine with it; to wait for it together with other things, use
 * {@link #done()} in a {@code Select}.
 *
 * <p>Thread-safe; nothing blocks but {@code await}. What a thread did before it cancelled a context happens before what follows in a thread
 * that has seen it done, by {@link #done()}, {@link #err()} or a registration.
 *
 * <p><b>Contexts of one's own</b> may implement this interface; the default methods are built on the five abstract ones. Deriving from
 * such a context costs a goroutine that watches its {@code done()}, unless it overrides {@link #onDone}: one that wraps another
 * context passes that on.
 */
public interface Context {

    /**
     * Names a value in a context. Only who has the key object can get at the value, so a private key is a private value.
     *
     * @param <T> the type of the value, never null
     */
    @SuppressWarnings("UnusedTypeParameter") // it says of which type a value may be
    final class Key<T> {

        private final String name;

        private Key(String name) {
            this.name = name;
        }

        /**
         * A key that is equal to itself only.
         *
         * @param <T> the type of the value
         * @param name for {@code toString}
         * @return a new key
         */
        public static <T> Key<T> of(String name) {
            return new Key<>(Objects.requireNonNull(name, "name"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The root of all contexts, which is never done and has no values: {@code context.Background}.
     *
     * @return always the same
     */
    static Context background() {
        return BackgroundContext.INSTANCE;
    }

    /**
     * The context that the calling goroutine was started with, or that of the innermost {@link #call} around the caller. It is not
     * inherited by goroutines started without a context.
     *
     * @return the background if there is none
     */
    static Context current() {
        return CurrentContext.get();
    }

    /**
     * When this will be done at the latest.
     *
     * @return the time, or null without a deadline
     */
    @Nullable
    Instant deadline();

    /**
     * A channel that never has an element and is closed when this is done, for {@code Select}: {@code case <-ctx.Done()}.
     *
     * @return the same each time; {@code Channel.never()} if this can never be done
     */
    Receiver<Void> done();

    /**
     * How this was done.
     *
     * @return null while it is not; then a {@link ContextCancelledException} or a {@link DeadlineExceededException}, always the same, as a
     *     value: it has no stack, see {@link #throwIfDone()}
     */
    @Nullable
    ContextDoneException err();

    /**
     * Why this was done.
     *
     * @return null while it is not; then what it, or the context above that was done first, was cancelled with, else {@link #err()}
     */
    @Nullable
    Throwable cause();

    /**
     * The value that the nearest context upwards has for a key.
     *
     * @param key what to look for
     * @param <T> the type of the value
     * @return null if none has
     */
    <T> @Nullable T value(Key<T> key);

    /**
     * Whether this is done.
     *
     * @return true once it is, for ever
     */
    default boolean isDone() {
        return err() != null;
    }

    /**
     * For loops that do not block: throws if this is done.
     *
     * @throws ContextDoneException if this is done; its cause is the {@link #cause()}, if there is one besides {@link #err()}
     */
    default void throwIfDone() {
        ContextDoneException err = err();
        if (err != null) {
            Throwable cause = cause();
            throw err.thrown(cause instanceof ContextDoneException ? null : cause);
        }
    }

    /**
     * Waits until this is done. Parks a goroutine, blocks a platform thread.
     *
     * @throws InterruptedException if interrupted before that
     */
    default void await() throws InterruptedException {
        try {
            done().receive();
        } catch (ChannelClosedException e) {
            return; // done
        }
    }

    /**
     * As {@link #await()}, for at most the given time.
     *
     * @param timeout the longest wait; zero or less only looks
     * @return true if this is done, false if the time ran out
     * @throws InterruptedException if interrupted before that
     */
    default boolean await(Duration timeout) throws InterruptedException {
        try {
            done().receive(timeout);
            return false;
        } catch (ChannelClosedException e) {
            return true;
        }
    }

    /**
     * Calls back as soon as this is done, at once if it is.
     *
     * @param action runs on the thread that cancels, or on the caller; must be short and must not block. What it throws is thrown by
     *     {@code cancel}, after everything else
     * @return to take it back
     */
    default Registration onDone(Runnable action) {
        return DoneWatcher.start(this, Objects.requireNonNull(action, "action"));
    }

    /**
     * Starts a goroutine as soon as this is done, at once if it is: {@code context.AfterFunc}. It runs in the runtime of the caller, or
     * in the shared one if that is closed by then.
     *
     * @param action what the goroutine runs, with no context
     * @return to take it back
     */
    default Registration afterFunc(Runnable action) {
        return onDone(new AfterFunc(Objects.requireNonNull(action, "action")));
    }

    /**
     * A child that can be cancelled by itself: {@code context.WithCancel} and {@code WithCancelCause}.
     *
     * @return a new context, to be cancelled or closed in the end
     */
    default CancelContext withCancel() {
        return TreeContext.cancellable(this);
    }

    /**
     * A child that is done at the given time at the latest: {@code context.WithDeadline}.
     *
     * @param deadline when; if it is not before the deadline of this, that one counts
     * @return a new context, to be cancelled or closed in the end; done already if the time has passed
     */
    default CancelContext withDeadline(Instant deadline) {
        return DeadlineContext.at(this, deadline, DeadlineExceededException.VALUE);
    }

    /**
     * As {@link #withDeadline(Instant)}, with a reason: {@code context.WithDeadlineCause}.
     *
     * @param deadline when
     * @param cause the {@link #cause()} if it is the time that ends it
     * @return a new context, to be cancelled or closed in the end
     */
    default CancelContext withDeadline(Instant deadline, Throwable cause) {
        return DeadlineContext.at(this, deadline, Objects.requireNonNull(cause, "cause"));
    }

    /**
     * A child that is done after the given time at the latest: {@code context.WithTimeout}.
     *
     * @param timeout how long from now; zero or less makes one that is done
     * @return a new context, to be cancelled or closed in the end
     */
    default CancelContext withTimeout(Duration timeout) {
        return DeadlineContext.after(this, timeout, DeadlineExceededException.VALUE);
    }

    /**
     * As {@link #withTimeout(Duration)}, with a reason: {@code context.WithTimeoutCause}.
     *
     * @param timeout how long from now
     * @param cause the {@link #cause()} if it is the time that ends it
     * @return a new context, to be cancelled or closed in the end
     */
    default CancelContext withTimeout(Duration timeout, Throwable cause) {
        return DeadlineContext.after(this, timeout, Objects.requireNonNull(cause, "cause"));
    }

    /**
     * A child with one more value: {@code context.WithValue}. For what belongs to a request and crosses its layers, not for arguments.
     *
     * @param key its name
     * @param value the value
     * @param <T> the type of the value
     * @return a new context
     */
    default <T> Context withValue(Key<T> key, T value) {
        return new ValueContext(this, Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    /**
     * A child with the values of this, which is never done and has no deadline: {@code context.WithoutCancel}.
     *
     * @return a new context
     */
    default Context withoutCancel() {
        return new DetachedContext(this);
    }

    /**
     * Calls something that finds this as {@link #current()}. It is not interrupted when this is done.
     *
     * @param body runs here and now
     * @param <R> the type of its result
     * @param <X> what it throws
     * @return its result
     * @throws X what it throws
     */
    default <R extends @Nullable Object, X extends Throwable> R call(ScopedValue.CallableOp<? extends R, X> body)
            throws X {
        return CurrentContext.call(this, Objects.requireNonNull(body, "body"));
    }
}
