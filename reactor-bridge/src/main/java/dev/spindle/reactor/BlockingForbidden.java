package dev.spindle.reactor;

import reactor.core.scheduler.Schedulers;

/**
 * Tasks in which {@code block()} and its kin throw, as they do on Reactor's own parallel and single threads.
 *
 * <p>It is the task, not the thread, that is marked: other tasks of the same thread, and goroutines that a task starts, may
 * block.
 */
final class BlockingForbidden {

    private static final ScopedValue<Boolean> HERE = ScopedValue.newInstance();

    /** Never started: a thread that Reactor takes for non-blocking if it asks us, and only then. */
    private static final Thread PROBE = Thread.ofPlatform().unstarted(() -> {});

    private BlockingForbidden() {}

    static Runnable in(Runnable task) {
        return () -> ScopedValue.where(HERE, true).run(task);
    }

    /** Whether the thread is the caller's and runs such a task. */
    static boolean isOn(Thread thread) {
        return thread == Thread.currentThread() && HERE.isBound();
    }

    /** Sees to it that Reactor asks us. Once is enough, but {@code Schedulers} can be reset. */
    static synchronized void announce() {
        if (!Schedulers.isNonBlockingThread(PROBE)) {
            Schedulers.registerNonBlockingThreadPredicate(thread -> thread == PROBE || isOn(thread));
        }
    }
}
