package dev.spindle.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of the work of a scheduler that has ended: tasks that have not started are told so, continuations of parked
 * goroutines go on with the JDK's own scheduler, timers too, and idle hosts end.
 *
 * <p>Takes as a thief does, so it may run beside Ms that have not noticed the end yet, and more than once.
 */
final class Rescue {

    private final Scheduler scheduler;

    Rescue(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void run() {
        for (Processor p : scheduler.processors().all()) {
            empty(p.queue);
            p.timers.drain(this::rescue);
        }
        GlobalQueue global = scheduler.global();
        while (!global.isEmpty()) {
            Runnable item = global.pollOne();
            if (item != null) {
                rescue(item);
            }
        }
        scheduler.hosts().endIdle();
    }

    private void empty(RunQueue queue) {
        for (Runnable next = queue.peekNext(); next != null; next = queue.peekNext()) {
            if (queue.stealNext(next)) {
                rescue(next);
            }
        }
        for (Runnable item = queue.stealOne(); item != null; item = queue.stealOne()) {
            rescue(item);
        }
    }

    private void rescue(Runnable item) {
        if (item instanceof Task task) {
            scheduler.census().finishedOutside();
            task.neverRan();
        } else {
            VirtualThreads.defaultScheduler().execute(item);
        }
    }

    private void rescue(Timer timer) {
        Runnable action = timer.fire();
        if (action == null || action instanceof Scheduler.Submission) {
            return; // delayed tasks are dropped
        }
        long left = timer.when - scheduler.now();
        if (action instanceof PassingAction passing) {
            passing.dropped();
        } else if (action instanceof LastingAction) {
            CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS).execute(action);
        } else if (scheduler.config().nativeMode()) {
            Resumer.scheduleOutside(action, left);
        } // in portable mode the JDK's timers are not here, and nobody else's are left
    }
}
