package dev.spindle.benchmarks.engine;

import org.jspecify.annotations.Nullable;

/**
 * An engine's channel. What not every engine has is a default method that throws {@link UnsupportedOperationException}.
 *
 * @param <T> the elements
 */
public interface Pipe<T> {

    void send(T element) throws InterruptedException;

    T receive() throws InterruptedException;

    /**
     * Sends without waiting.
     *
     * @param element what to send
     * @return whether it was sent
     */
    default boolean trySend(T element) {
        throw new UnsupportedOperationException("trySend");
    }

    /**
     * Receives without waiting.
     *
     * @return the element, or null
     */
    default @Nullable T tryReceive() {
        throw new UnsupportedOperationException("tryReceive");
    }

    /** Says that nothing follows. */
    default void close() {
        throw new UnsupportedOperationException("close");
    }

    /**
     * Receives from a pipe that may be closed.
     *
     * @return the element, or null if the pipe is closed and drained
     * @throws InterruptedException if the waiting thread is interrupted
     */
    default @Nullable T receiveOrNull() throws InterruptedException {
        throw new UnsupportedOperationException("receiveOrNull");
    }

    /** Receives from one of several pipes, whichever is ready. */
    @FunctionalInterface
    interface Selector {

        /**
         * Waits for an element and takes it.
         *
         * @return the index of the pipe that it came from
         * @throws InterruptedException if the waiting thread is interrupted
         */
        int select() throws InterruptedException;
    }

    /**
     * Sends to one of several pipes, whichever is ready.
     *
     * @param <T> the elements
     */
    @FunctionalInterface
    interface SendSelector<T> {

        void select(T element) throws InterruptedException;
    }
}
