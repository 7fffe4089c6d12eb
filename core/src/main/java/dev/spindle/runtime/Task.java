package dev.spindle.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A fresh run-queue item: work that has not started yet and needs a stack to run on.
 *
 * <p>Run queues hold two kinds of {@link Runnable}: tasks, and everything else, which is the JDK's continuation of a parked
 * virtual thread and may only be run by a carrier.
 *
 * <p>A task runs once, in three steps, by a host (native mode) or by a Machine itself (portable mode). They are apart because a
 * frame of the stack costs memory for as long as a goroutine is parked: beneath user code there shall be {@link #body} alone.
 */
public abstract class Task implements Runnable {

    /** For subclasses. */
    protected Task() {}

    /** The first step, without user code. */
    protected void begin() {}

    /**
     * The second step: the user's code, and nothing else.
     *
     * @throws Throwable whatever that throws
     */
    protected abstract void body() throws Throwable;

    /**
     * The last step; throws nothing.
     *
     * @param failure what {@link #body} threw, or null
     * @return false if somebody has yet to hear of the failure
     */
    protected boolean end(@Nullable Throwable failure) {
        return failure == null;
    }

    /** All steps; a failure that is left goes to the thread's uncaught handler. */
    @Override
    public final void run() {
        Throwable failure = null;
        try {
            begin();
            body();
        } catch (Throwable t) {
            failure = t;
        }
        if (!end(failure) && failure != null) {
            Thread self = Thread.currentThread();
            self.getUncaughtExceptionHandler().uncaughtException(self, failure);
        }
    }

    /**
     * Called instead of {@link #run()}, at most once, when the scheduler ends before the task could start.
     */
    public abstract void neverRan();

    /**
     * Whether the host must look like a new thread when this task ends: name, class loader and thread locals reset.
     *
     * @return true for goroutines, false for pool-like tasks, which may meet the thread locals of earlier ones
     */
    public abstract boolean wantsCleanThread();
}
