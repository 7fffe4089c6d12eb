package dev.spindle.benchmarks.engine;

import java.util.function.Consumer;

/** An engine's locks and wait groups. Spindle's are the same in both modes, and the JDK's on all its threads. */
public interface SyncTools {

    Guard mutex();

    Guard.Shared rwMutex();

    Guard semaphore(int permits);

    Latch waitGroup(int tasks);

    Signal signal();

    /** Something to be done once, by whoever comes first; others wait until it has been. */
    Consumer<Runnable> once();

    /**
     * Those of an engine.
     *
     * @param engine its name
     * @return Spindle's or the JDK's
     */
    static SyncTools of(String engine) {
        return switch (engine) {
            case Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE -> new SpindleSync();
            case Engines.JDK_VIRTUAL -> new JdkSync();
            default -> throw new IllegalArgumentException("No locks of '" + engine + "'");
        };
    }
}
