package dev.spindle.benchmarks.engine;

import java.util.concurrent.Executor;

/** A pool of platform threads: runs plain tasks, and has no channels because its tasks must not block. */
final class PoolEngine implements Engine {

    private final String name;
    private final Executor pool;
    private final Runnable shutdown;

    PoolEngine(String name, Executor pool, Runnable shutdown) {
        this.name = name;
        this.pool = pool;
        this.shutdown = shutdown;
    }

    @Override
    public void spawn(Task task) {
        pool.execute(task);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    @Override
    public void close() {
        shutdown.run();
    }

    @Override
    public String toString() {
        return name;
    }
}
