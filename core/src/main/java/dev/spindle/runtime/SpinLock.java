package dev.spindle.runtime;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A lock for a few stores, held by code that must not park: the scheduler itself, whoever calls it.
 *
 * <p>A parking lock cannot serve there: the caller may be a virtual thread pinned inside {@code unpark}, or a carrier that
 * the lock's next owner needs in order to run.
 */
final class SpinLock {

    private static final int SPINS_BEFORE_YIELD = 1000;

    private final AtomicBoolean held = new AtomicBoolean();

    boolean tryLock() {
        return !held.get() && held.compareAndSet(false, true);
    }

    @SuppressWarnings("ThreadPriorityCheck") // a yield only after spinning in vain
    void lock() {
        int spins = 0;
        while (!tryLock()) {
            Thread.onSpinWait();
            if (++spins == SPINS_BEFORE_YIELD) {
                spins = 0;
                if (!Thread.currentThread().isVirtual()) {
                    Thread.yield(); // the owner may have lost its processor
                }
            }
        }
    }

    void unlock() {
        held.set(false);
    }
}
