package dev.spindle.reactor;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Tells BlockHound about goroutines; found by it through {@link java.util.ServiceLoader}.
 *
 * <p>Goroutines and tasks may block, but for tasks of a scheduler with {@link GoSchedulerBuilder#forbidBlocking()}, which
 * BlockHound then watches as it watches Reactor's own. It sees what blocks a thread; in native mode most waiting parks
 * the goroutine and leaves its thread to others, which BlockHound, rightly, does not see.
 *
 * <p>A thread that must not block may hand over tasks, cancel them and arm timers: all of that is lock-free but for short
 * spin locks, which count as blocking for BlockHound where two threads meet there. They are allowed. So is the one of the
 * JDK's pool, to which a goroutine is handed in portable mode.
 */
@SuppressWarnings("exports") // only who has the optional library uses this
public final class GoBlockHoundIntegration implements BlockHoundIntegration {

    /** For {@link java.util.ServiceLoader}. */
    public GoBlockHoundIntegration() {}

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.nonBlockingThreadPredicate(others -> others.or(BlockingForbidden::isOn));
        // Asked once a thread; true means that the predicate above is asked at each call.
        builder.addDynamicThreadPredicate(GoBlockHoundIntegration::runsTasks);
        builder.allowBlockingCallsInside("dev.spindle.runtime.SpinLock", "lock");
        builder.allowBlockingCallsInside("java.util.concurrent.ForkJoinPool", "lockRunState");
    }

    /** In native mode tasks run on virtual threads, in portable mode on the machines themselves. */
    private static boolean runsTasks(Thread thread) {
        return thread.isVirtual() || thread.getClass().getName().startsWith("dev.spindle.runtime.");
    }
}
