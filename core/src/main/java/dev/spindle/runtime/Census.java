package dev.spindle.runtime;

import java.util.concurrent.atomic.LongAdder;

/**
 * How many goroutines and tasks were accepted and have ended: counted by the P where one is at hand, here otherwise.
 */
public final class Census {

    private final Processors processors;
    private final LongAdder spawnedOutside = new LongAdder();
    private final LongAdder finishedOutside = new LongAdder();

    Census(Processors processors) {
        this.processors = processors;
    }

    /** One was accepted from outside, or runs on a thread of the JDK's own (portable mode). */
    public void spawnedOutside() {
        spawnedOutside.increment();
    }

    /** One ended, or was given up, that no P of the scheduler counts. */
    public void finishedOutside() {
        finishedOutside.increment();
    }

    /**
     * All that were ever accepted.
     *
     * @return a sum, taken while it grows
     */
    public long spawned() {
        long spawned = spawnedOutside.sum();
        for (Processor p : processors.all()) {
            spawned += p.spawned();
        }
        return spawned;
    }

    /**
     * Those that were accepted and have not ended. Zero only if at some moment during the call there were none: what has
     * finished is summed before what was spawned.
     *
     * @return never negative
     */
    public long live() {
        long finished = finishedOutside.sum();
        for (Processor p : processors.all()) {
            finished += p.finished();
        }
        return spawned() - finished;
    }
}
