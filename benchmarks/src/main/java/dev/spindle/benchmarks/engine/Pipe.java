package dev.spindle.benchmarks.engine;

/**
 * An engine's channel.
 *
 * @param <T> the elements
 */
public interface Pipe<T> {

    void send(T element) throws InterruptedException;

    T receive() throws InterruptedException;

    /** Receives from one of several pipes, whichever is ready. */
    @FunctionalInterface
    interface Selector<T> {

        T select() throws InterruptedException;
    }
}
