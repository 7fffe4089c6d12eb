package dev.spindle.sync;

import dev.spindle.runtime.Park;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A mutual exclusion lock: Go's {@code sync.Mutex}.
 *
 * {@snippet :
 * Mutex mutex = new Mutex();
 * mutex.lock();
 * try {
 *     count++;
 * } finally {
 *     mutex.unlock();
 * }
 * }
 *
 * <p>Fast while it can be, fair when it has to be. Normally a thread that comes at the right moment may overtake those who
 * wait, as it already runs; but once somebody has waited for more than a millisecond, the mutex is handed to those who
 * wait, in their order, and newcomers queue up behind them until the wait is short again or the queue is empty.
 *
 * <p>It is neither reentrant nor bound to a thread: a second {@code lock} by its holder waits for ever, and anyone may unlock it.
 * Taking a free mutex and giving it back cost one compare-and-set each and no garbage.
 *
 * <p>What a thread did before it unlocked the mutex happens before what follows the next lock of it. For interrupts see
 * the package's description.
 */
public final class Mutex {

    // Go's algorithm (sync/mutex.go), with one difference: whether somebody waits stands in the state as one bit, which
    // changes under the queue's lock only, so that a waiter can leave on an interrupt without a trace; and starving
    // waiters get a mutex that was never free in between.
    //
    // LOCKED    held. lock and unlock set and clear it, by compare-and-set of the whole word.
    // QUEUED    the queue is not empty. Set and cleared under its lock; set only together with LOCKED.
    // WOKEN     a waiter was woken, or a spinning thread announces itself: unlock need not wake another. Whoever it
    // stands
    //           for clears it when it takes the mutex, queues up or gives up; in the last case it wakes another
    // instead.
    // STARVING  unlock hands the mutex to the first waiter. Implies LOCKED and QUEUED.

    private static final int LOCKED = 1;
    private static final int WOKEN = 2;
    private static final int STARVING = 4;
    private static final int QUEUED = 8;

    /** Outcomes of a wait. */
    private static final int COMPETE = 1;

    private static final int OWNER = 2;

    private static final long STARVATION_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int SPIN_ROUNDS = 4;
    private static final int SPINS_A_ROUND = 30;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Mutex.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state;

    private final WaitQueue queue = new WaitQueue();

    /** A free mutex. */
    public Mutex() {}

    /**
     * Takes the mutex, waiting for it.
     *
     * @throws InterruptedException if interrupted before the mutex was got; it is not held then
     */
    public void lock() throws InterruptedException {
        Patience.throwIfInterrupted();
        if (!casState(0, LOCKED)) {
            acquireContended(Patience.untilInterrupted(), SyncWait.MUTEX_LOCK);
        }
    }

    /**
     * Takes the mutex, waiting at most so long.
     *
     * @param timeout the longest wait; zero or less does not wait at all
     * @return true if the mutex is held now, false if the time ran out
     * @throws InterruptedException if interrupted before the mutex was got; it is not held then
     * @throws NullPointerException if the timeout is null
     */
    public boolean lock(Duration timeout) throws InterruptedException {
        Patience patience = Patience.of(timeout);
        Patience.throwIfInterrupted();
        return acquire(patience, SyncWait.MUTEX_LOCK);
    }

    /** Takes the mutex, waiting for it whatever happens; an interrupt stays set. */
    public void lockUninterruptibly() {
        if (!casState(0, LOCKED)) {
            try {
                acquireContended(Patience.endless(), SyncWait.MUTEX_LOCK);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /**
     * Takes the mutex if it is free now. Never waits.
     *
     * @return true if the mutex is held now
     */
    public boolean tryLock() {
        int s = state;
        return (s & LOCKED) == 0 && casState(s, s | LOCKED);
    }

    /**
     * Frees the mutex. Never waits.
     *
     * @throws IllegalMonitorStateException if the mutex is not locked
     */
    public void unlock() {
        if (!casState(LOCKED, 0)) {
            unlockContended();
        }
    }

    /**
     * Whether anyone holds the mutex.
     *
     * @return a snapshot, for diagnostics
     */
    public boolean isLocked() {
        return (state & LOCKED) != 0;
    }

    @Override
    public String toString() {
        int s = state;
        return (s & LOCKED) == 0
                ? "Mutex[unlocked]"
                : (s & QUEUED) == 0
                        ? "Mutex[locked]"
                        : (s & STARVING) == 0 ? "Mutex[locked, contended]" : "Mutex[locked, starving]";
    }

    boolean acquire(Patience patience, SyncWait reason) throws InterruptedException {
        return casState(0, LOCKED) || acquireContended(patience, reason);
    }

    /** Where there is no memory for one, another is woken instead. */
    private Waiter newWaiter(long since, boolean woken) {
        try {
            return new Waiter(since);
        } catch (OutOfMemoryError e) {
            if (woken) {
                passOn();
            }
            throw e;
        }
    }

    private boolean acquireContended(Patience patience, SyncWait reason) throws InterruptedException {
        long since = 0;
        boolean hasWaited = false;
        boolean starving = false;
        boolean woken = false; // whether WOKEN stands for this thread
        int rounds = 0;
        while (true) {
            int s = state;
            if ((s & LOCKED) == 0) {
                if (casState(s, (woken ? s & ~WOKEN : s) | LOCKED)) {
                    return patience.success();
                }
            } else if (patience.isOver()) {
                if (woken) {
                    passOn();
                }
                return patience.end();
            } else if (rounds < SPIN_ROUNDS && (s & STARVING) == 0 && Park.maySpin()) {
                woken = woken || ((s & (WOKEN | QUEUED)) == QUEUED && casState(s, s | WOKEN));
                spin();
                rounds++;
            } else {
                if (!hasWaited) {
                    since = System.nanoTime();
                }
                Waiter waiter = newWaiter(since, woken);
                if (!enqueue(waiter, hasWaited, starving, woken)) {
                    continue;
                }
                int outcome = await(waiter, patience, reason);
                if (outcome == OWNER) {
                    return patience.success();
                }
                if (outcome == Waiter.WAITING) {
                    return patience.end();
                }
                woken = true;
                hasWaited = true;
                starving = System.nanoTime() - since > STARVATION_NANOS;
                rounds = 0;
            }
        }
    }

    private static void spin() {
        for (int i = 0; i < SPINS_A_ROUND; i++) {
            Thread.onSpinWait();
        }
    }

    /** Queues up, in front if it has waited before; false if the mutex is free. */
    private boolean enqueue(Waiter waiter, boolean inFront, boolean starving, boolean woken) {
        queue.lock();
        int s;
        int next;
        do {
            s = state;
            if ((s & LOCKED) == 0) {
                queue.unlock();
                return false;
            }
            next = (woken ? s & ~WOKEN : s) | QUEUED | (starving ? STARVING : 0);
        } while (!casState(s, next));
        if (inFront) {
            queue.prepend(waiter);
        } else {
            queue.append(waiter);
        }
        queue.unlock();
        return true;
    }

    /** Waits in the queue; {@link Waiter#WAITING} if it gave up and has left. */
    private int await(Waiter waiter, Patience patience, SyncWait reason) {
        int outcome = waiter.await(patience, reason);
        if (outcome == Waiter.WAITING) {
            queue.lock();
            outcome = waiter.outcomeAcquire();
            if (outcome == Waiter.WAITING) {
                queue.remove(waiter);
                if (queue.isEmpty()) {
                    clear(QUEUED | STARVING);
                }
            }
            queue.unlock();
        }
        return outcome;
    }

    private void unlockContended() {
        while (true) {
            int s = state;
            if ((s & LOCKED) == 0) {
                throw new IllegalMonitorStateException("unlock of an unlocked Mutex");
            }
            if ((s & STARVING) != 0) {
                if (handOver()) {
                    return;
                }
            } else if (casState(s, s & ~LOCKED)) {
                if ((s & (QUEUED | WOKEN)) == QUEUED) {
                    wakeOne();
                }
                return;
            }
        }
    }

    /** Wakes the first waiter to compete for the free mutex, unless somebody else has it or will do so. */
    private void wakeOne() {
        queue.lock();
        int s;
        do {
            s = state;
            if ((s & QUEUED) == 0 || (s & (LOCKED | WOKEN)) != 0) {
                queue.unlock();
                return;
            }
        } while (!casState(s, (queue.isSingle() ? s & ~QUEUED : s) | WOKEN));
        completeFirst(COMPETE);
    }

    /** Makes the first waiter the owner of the mutex that the caller holds; false if nobody is starving any more. */
    @SuppressWarnings("ThreadPriorityCheck") // as Go does: the new owner runs at once, in place of the old one
    private boolean handOver() {
        queue.lock();
        Waiter first = queue.first();
        if (first == null) {
            queue.unlock();
            return false;
        }
        boolean single = queue.isSingle();
        boolean calm = single || System.nanoTime() - first.note <= STARVATION_NANOS;
        clear((single ? QUEUED : 0) | (calm ? STARVING : 0));
        completeFirst(OWNER);
        if (Thread.currentThread().isVirtual()) {
            Thread.yield();
        }
        return true;
    }

    /** With the queue's lock held, which it frees. */
    private void completeFirst(int outcome) {
        Waiter first = queue.poll();
        if (first != null) {
            first.complete(outcome);
        }
        queue.unlock();
        if (first != null) {
            first.unpark();
        }
    }

    /** The thread for which WOKEN stands gives up: if the mutex is free, another is woken in its place. */
    void passOn() {
        int s = clear(WOKEN);
        if ((s & (LOCKED | QUEUED)) == QUEUED) {
            wakeOne();
        }
    }

    /** Clears bits and gives what is left. */
    private int clear(int bits) {
        int s;
        do {
            s = state;
        } while (!casState(s, s & ~bits));
        return s & ~bits;
    }

    private boolean casState(int expected, int value) {
        return STATE.compareAndSet(this, expected, value);
    }
}
