package dev.spindle.benchmarks.engine;

/** An engine's lock, or semaphore. */
public interface Guard {

    void lock() throws InterruptedException;

    void unlock();

    /** A lock that readers share. */
    interface Shared extends Guard {

        void readLock() throws InterruptedException;

        void readUnlock();
    }
}
