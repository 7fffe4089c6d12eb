package dev.spindle.benchmarks.engine;

/** A lock with a condition that those who hold it can wait for. */
public interface Signal extends Guard {

    /** Frees the lock, waits for a broadcast and takes the lock again; the JDK's may return without one. */
    void await() throws InterruptedException;

    void broadcast();
}
