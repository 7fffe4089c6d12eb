package dev.spindle.runtime;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The scheduler as the JDK sees it: where virtual threads submit their continuations and arm their timed parks.
 *
 * <p>A subclass of {@link ForkJoinPool} for one reason: only of such a scheduler does the JDK ask {@code schedule} for
 * {@code Thread.sleep} and timed parks; with any other executor they go through threads of its own. The pool itself runs
 * nothing and has no thread.
 *
 * <p>Neither method ever throws, except for lack of memory, on which the JDK tries again: anything else thrown to the JDK's
 * unblocker thread would end it, and with it every contended monitor of the JVM. After the end of the scheduler both
 * delegate to the JDK's default one.
 */
final class Resumer extends ForkJoinPool {

    private final Scheduler scheduler;

    Resumer(Scheduler scheduler) {
        super(1);
        this.scheduler = scheduler;
    }

    @Override
    public void execute(Runnable continuation) {
        if (scheduler.isTerminated()) {
            VirtualThreads.defaultScheduler().execute(continuation);
        } else {
            scheduler.resume(continuation);
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (scheduler.isTerminated()) {
            return VirtualThreads.defaultScheduler().schedule(command, delay, unit);
        }
        return scheduler.schedule(unit.toNanos(delay), command);
    }

    static void scheduleOutside(Runnable action, long delayNanos) {
        var _ = VirtualThreads.defaultScheduler().schedule(action, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
    }
}
