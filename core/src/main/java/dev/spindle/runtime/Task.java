package dev.spindle.runtime;

/**
 * A fresh run-queue item: work that has not started yet and needs a stack to run on.
 *
 * <p>Run queues hold two kinds of {@link Runnable}: tasks, and everything else, which is the JDK's continuation of a parked
 * virtual thread and may only be run by a carrier. {@link #run()} is called once, by a host (native mode) or by a Machine
 * itself (portable mode), and reports its own failures: what it throws all the same goes to
 * {@link Scheduler.Listener#onTaskFailure} and harms nobody else.
 */
public abstract class Task implements Runnable {

    /** For subclasses. */
    protected Task() {}

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
