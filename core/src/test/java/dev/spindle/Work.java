package dev.spindle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The two kinds of work that a runtime runs. Only tasks run on Ps in both modes: portable goroutines are the JDK's.
 */
public enum Work {
    /** Started by {@code go}. */
    GOROUTINE {
        @Override
        void submit(GoRuntime runtime, GoBody body) {
            runtime.go(body);
        }
    },
    /** Started by {@code execute}. */
    TASK {
        @Override
        void submit(GoRuntime runtime, GoBody body) {
            runtime.execute(() -> {
                try {
                    body.run();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    };

    abstract void submit(GoRuntime runtime, GoBody body);

    /** The kinds that hold a P while they run. */
    static Stream<Work> onPs() {
        return Testing.isPortable() ? Stream.of(TASK) : Stream.of(values());
    }

    /** Starts the body; the handle tells what became of it. */
    Running start(GoRuntime runtime, GoBody body) {
        Running running = new Running();
        submit(runtime, () -> {
            running.thread = Thread.currentThread();
            try {
                body.run();
                running.outcome.complete(null);
            } catch (Throwable t) {
                running.outcome.completeExceptionally(t);
            }
        });
        return running;
    }

    /** A piece of work under way. */
    static final class Running {
        private final CompletableFuture<Void> outcome = new CompletableFuture<>();
        private volatile Thread thread;

        boolean isDone() {
            return outcome.isDone();
        }

        /** Waits for its end; what it threw is the cause of the exception. */
        void await() throws InterruptedException, ExecutionException, TimeoutException {
            outcome.get(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        /** Waits until it waits, and gives its thread. */
        Thread awaitWaiting() {
            Testing.until("the work waits", () -> Testing.isWaiting(thread));
            return thread;
        }
    }
}
