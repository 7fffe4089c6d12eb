package dev.spindle;

/**
 * A task that waits for its time; made by {@link GoRuntime#schedule}. Thread-safe.
 */
public interface GoTimer {

    /**
     * Keeps the task from starting. Lock-free and constant time: safe from threads that must not block. A cancelled task and what it
     * refers to become unreachable at once.
     *
     * @return true if this call prevented the task, false if it started, ran or was cancelled before
     */
    boolean cancel();

    /**
     * Whether the task was cancelled before it started.
     *
     * @return true after a {@link #cancel()} that returned true
     */
    boolean isCancelled();
}
