package dev.spindle.benchmarks.engine;

import java.util.List;
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
     * Makes a receive from any of several pipes of this engine, for one goroutine.
     *
     * @param pipes where from
     * @param <T> the elements
     * @return the select
     * @throws UnsupportedOperationException if the engine has no select
     */
    default <T> Pipe.Selector receiveAny(List<Pipe<T>> pipes) {
        throw new UnsupportedOperationException(this + " has no select");
    }

    /**
     * Makes a send to any of several pipes of this engine, for one goroutine.
     *
     * @param pipes where to
     * @param <T> the elements
     * @return the select
     * @throws UnsupportedOperationException if the engine has no select
     */
    default <T> Pipe.SendSelector<T> sendAny(List<Pipe<T>> pipes) {
        throw new UnsupportedOperationException(this + " has no select");
    }

    @Override
    void close();
}
