package dev.spindle.benchmarks.engine;

import java.util.concurrent.Executor;

/**
 * One way to run tasks: Spindle, or a peer. A benchmark's process opens exactly one, so that calls through this interface
 * have one receiver.
 */
public interface Engine extends Executor, AutoCloseable {

    /**
     * Starts a task that may block, as the engine's own users would: a goroutine, a virtual thread.
     *
     * @param task what to run
     */
    void spawn(Task task);

    /**
     * Runs a plain task, as an {@link Executor} does.
     *
     * @param task what to run
     */
    @Override
    void execute(Runnable task);

    /**
     * Makes a channel for tasks of this engine.
     *
     * @param capacity elements it buffers, 0 for a rendezvous
     * @param <T> the elements
     * @return the channel
     * @throws UnsupportedOperationException if the engine's tasks must not block
     */
    default <T> Pipe<T> pipe(int capacity) {
        throw new UnsupportedOperationException(this + " has no channels");
    }

    /**
     * Makes a receive from either of two pipes of this engine.
     *
     * @param first a pipe
     * @param second another one
     * @param <T> the elements
     * @return the select
     * @throws UnsupportedOperationException if the engine has no select
     */
    default <T> Pipe.Selector<T> selector(Pipe<T> first, Pipe<T> second) {
        throw new UnsupportedOperationException(this + " has no select");
    }

    @Override
    void close();
}
