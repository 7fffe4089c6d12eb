package dev.spindle;

import dev.spindle.runtime.Scheduler;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One call of {@link GoRuntime#close}: wait, interrupt, wait a little, end. */
final class Closing {

    private static final long AFTER_INTERRUPT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long THREADS_END_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_PAUSE_NANOS = 50_000;
    private static final long LONGEST_PAUSE_NANOS = 5_000_000;

    private final GoRuntime runtime;
    private final Scheduler scheduler;
    private boolean interrupted;

    Closing(GoRuntime runtime) {
        this.runtime = runtime;
        this.scheduler = runtime.scheduler();
    }

    boolean run(long timeoutNanos) {
        runtime.stageClosing();
        boolean quiet = awaitQuiet(timeoutNanos);
        if (!quiet) {
            interruptAll();
            interrupted |= Thread.interrupted(); // this wait is short, and the interrupt comes back at the end
            quiet = awaitQuiet(AFTER_INTERRUPT_NANOS);
        }
        runtime.stageClosed();
        scheduler.terminate();
        awaitThreads();
        report(quiet);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return quiet;
    }

    private boolean awaitQuiet(long nanos) {
        long start = System.nanoTime();
        long pause = SHORTEST_PAUSE_NANOS;
        while (scheduler.census().live() > 0) {
            if (System.nanoTime() - start >= nanos || Thread.currentThread().isInterrupted()) {
                return scheduler.census().live() == 0;
            }
            LockSupport.parkNanos(this, pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
        }
        return true;
    }

    private void interruptAll() {
        scheduler.hosted().forEach((thread, task) -> {
            if (task instanceof G g) {
                g.cancel();
            } else {
                thread.interrupt();
            }
        });
        runtime.portableGoroutines().snapshot().forEach(G::cancel);
        scheduler.interruptPortableTasks();
    }

    private void awaitThreads() {
        try {
            scheduler.awaitTermination(THREADS_END_NANOS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        scheduler.rescue();
    }

    private void report(boolean quiet) {
        long lost = runtime.neverRanCount();
        if (!quiet || lost > 0) {
            Reports.log().log(
                    Level.WARNING,
                    "runtime {0} closed: {1} goroutines or tasks never ran, {2} did not end when interrupted",
                    runtime.name(),
                    lost,
                    Math.max(0, scheduler.census().live()));
        }
    }
}
