package dev.spindle.channel;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Something that runs beside a test, on a thread of its own.
 *
 * @param <R> its result
 */
public final class Beside<R> {

    private static final long PATIENCE_SECONDS = 60;

    private final CompletableFuture<Thread> thread = new CompletableFuture<>();
    private final CompletableFuture<R> result = new CompletableFuture<>();

    private Beside() {}

    public static <R> Beside<R> call(Kind kind, Callable<R> body) {
        Beside<R> beside = new Beside<>();
        kind.start(() -> {
            beside.thread.complete(Thread.currentThread());
            try {
                beside.result.complete(body.call());
            } catch (Throwable t) {
                beside.result.completeExceptionally(t);
            }
        });
        return beside;
    }

    public static Beside<Void> run(Kind kind, Body body) {
        return call(kind, () -> {
            body.run();
            return null;
        });
    }

    /** The result, waiting for it; what the body threw is the cause of the exception. */
    public R result() throws Exception {
        return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    public boolean isDone() {
        return result.isDone();
    }

    public Thread thread() throws Exception {
        return thread.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns once the thread waits. */
    public Beside<R> awaitWaiting() throws Exception {
        thread();
        await(this::isWaiting);
        return this;
    }

    boolean isWaiting() {
        Thread waiting = thread.getNow(null);
        if (waiting == null) {
            return false;
        }
        Thread.State state = waiting.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    /** Returns once the condition holds. */
    @SuppressWarnings("ThreadPriorityCheck") // others have to run for it
    public static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new AssertionError("waited for " + PATIENCE_SECONDS + " s in vain");
            }
            Thread.yield();
        }
    }

    /** A body without a result. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }
}
