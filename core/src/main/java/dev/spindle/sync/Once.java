package dev.spindle.sync;

import java.util.Objects;

/**
 * Runs something the first time only: Go's {@code sync.Once} and {@code sync.OnceFunc}.
 *
 * {@snippet :
 * private static final Once LOADED = new Once();
 *
 * static void handle(Request request) {
 *     LOADED.run(() -> loadTables());
 *     answer(request);
 * }
 * }
 *
 * <p>Whoever comes while it runs waits for its end, without heeding interrupts, which stay set. Later calls cost one read.
 *
 * <p><b>Failures.</b> What fails does not run again. Its exception is thrown by the first call and, the same object, by
 * each later one: nobody mistakes a failed initialisation for a done one. That is Go's {@code OnceFunc}; {@code Once.Do} would return
 * as if nothing had happened.
 *
 * <p>Thread-safe. What the body did happens before the return of any call.
 */
public final class Once {

    private final OnceGate gate = new OnceGate();

    /** Nothing has run yet. */
    public Once() {}

    /**
     * Runs the body if this is the first call; else waits until the first call has ended. Parks a goroutine, blocks a platform
     * thread.
     *
     * @param body what to run; ignored but in the first call
     * @throws IllegalStateException if the body of the first call calls this
     */
    public void run(Runnable body) {
        Objects.requireNonNull(body, "body");
        if (!gate.isOpen() && gate.enter()) {
            Throwable failure = null;
            try {
                body.run();
            } catch (Throwable t) {
                failure = t;
            }
            gate.open(failure);
        }
        gate.throwFailure();
    }

    /**
     * Whether the first call has ended, well or not.
     *
     * @return true once it has, for ever
     */
    public boolean isDone() {
        return gate.isOpen();
    }

    @Override
    public String toString() {
        return isDone() ? "Once[done]" : "Once[not done]";
    }
}
