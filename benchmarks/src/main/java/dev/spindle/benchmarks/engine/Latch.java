package dev.spindle.benchmarks.engine;

/** An engine's wait group. */
public interface Latch {

    void done();

    void await() throws InterruptedException;
}
