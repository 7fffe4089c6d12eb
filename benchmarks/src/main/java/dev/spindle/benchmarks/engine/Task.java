package dev.spindle.benchmarks.engine;

import dev.spindle.GoBody;

/**
 * What a workload starts. It is a goroutine's body and a {@link Runnable} at once, so that neither Spindle nor a peer pays
 * for a wrapper.
 */
@FunctionalInterface
public interface Task extends GoBody, Runnable {

    @Override
    void run();

    /**
     * A task from a body that may throw.
     *
     * @param body what to run; whatever it throws becomes an {@link IllegalStateException}
     * @return the task
     */
    static Task of(GoBody body) {
        return () -> {
            try {
                body.run();
            } catch (Exception e) {
                throw new IllegalStateException("A benchmark task failed", e);
            }
        };
    }
}
