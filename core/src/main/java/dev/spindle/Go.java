package dev.spindle;

import dev.spindle.context.Context;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Goroutines in one word: {@code Go.go(() -> ...)}.
 *
 * <p>Inside a goroutine everything here refers to its own runtime, elsewhere to {@link GoRuntime#shared()} or the one that was
 * {@linkplain GoRuntime#makeDefault() made the default}. All methods may be called from any thread.
 */
public final class Go {

    private Go() {}

    /**
     * Starts a goroutine, as Go's {@code go f()}. Never blocks.
     *
     * @param body what it runs; it may block freely
     * @return the goroutine
     * @throws java.util.concurrent.RejectedExecutionException if the runtime is closed
     */
    public static Goroutine go(GoBody body) {
        return GoRuntime.current().go(body);
    }

    /**
     * Starts a goroutine with a name, which its thread bears while it runs.
     *
     * @param name for dumps and logs
     * @param body what it runs
     * @return the goroutine
     * @throws java.util.concurrent.RejectedExecutionException if the runtime is closed
     */
    public static Goroutine go(String name, GoBody body) {
        return GoRuntime.current().go(name, body);
    }

    /**
     * Starts a goroutine that is interrupted when a context is done, at its start if it is already. In it, {@link Context#current()} is that
     * context. See {@link GoRuntime#go(Context, GoBody)}.
     *
     * @param context what it belongs to
     * @param body what it runs
     * @return the goroutine
     * @throws java.util.concurrent.RejectedExecutionException if the runtime is closed
     */
    public static Goroutine go(Context context, GoBody body) {
        return GoRuntime.current().go(context, body);
    }

    /**
     * Lets time pass: parks a goroutine, blocks a platform thread. Go's {@code time.Sleep}.
     *
     * @param duration how long; zero or negative returns at once
     * @throws InterruptedException if the caller is interrupted meanwhile or was before
     */
    public static void sleep(Duration duration) throws InterruptedException {
        long nanos = Durations.nanos(duration, "duration");
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (nanos > 0) {
            Thread.sleep(Duration.ofNanos(nanos));
        }
    }

    /** Lets other goroutines run first. Go's {@code runtime.Gosched}. */
    @SuppressWarnings({"NamedLikeContextualKeyword", "ThreadPriorityCheck"}) // it is what the method is for
    public static void yield() {
        Thread.yield();
    }

    /**
     * Announces that the call will block the thread underneath: another takes over its goroutines at once, instead of after the
     * scheduler has noticed. Worth it for file I/O, native code and the like; without need, and harmless, for anything
     * that parks, such as channels, locks and sockets.
     *
     * @param call runs here and now
     * @param <T> its result
     * @return its result
     * @throws Exception what it throws
     */
    public static <T> T blocking(Callable<T> call) throws Exception {
        Objects.requireNonNull(call, "call");
        GoRuntime.current().aboutToBlock();
        return call.call();
    }
}
