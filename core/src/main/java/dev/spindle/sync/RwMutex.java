package dev.spindle.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lock held by any number of readers or by one writer: Go's {@code sync.RWMutex}.
 *
 * {@snippet :
 * RwMutex mutex = new RwMutex();
 * mutex.readLock();
 * try {
 *     return prices.get(name);
 * } finally {
 *     mutex.readUnlock();
 * }
 * }
 *
 * <p>Nobody starves: a writer that waits keeps new readers out, and as a writer unlocks, the readers that wait by then come
 * before the next writer. Writers stand in line as at a {@link Mutex}. A reader must therefore not lock again while it
 * holds the lock: a writer that came in between would let both wait for ever. A reader cannot become a writer.
 *
 * <p>It is not bound to a thread. A read lock without contention costs one compare-and-set, and no garbage.
 *
 * <p>What a thread did before {@link #unlock} happens before what follows the next lock of any kind; what it did before
 * {@link #readUnlock} happens before what follows the next {@link #lock()}. For interrupts see the package's description.
 */
public final class RwMutex {

    // As in Go (sync/rwmutex.go), writers first compete for a mutex of their own. Its owner claims the lock by WRITER,
    // which keeps new readers out; the claim is the lock as soon as the number of readers is zero.
    //
    //   state            WRITER, QUEUED and the number of readers in one word, changed by compare-and-set.
    //   QUEUED           readers wait in the queue. Changes under its lock; only beside WRITER.
    //   claimant         the writer that waits for readers to leave. Guarded by the queue's lock, and set in one go
    // with
    //                    WRITER: so the last reader, which looks for it under that lock, cannot miss it.
    //
    // A claim that is given up and a write lock that ends let all readers in that wait.

    private static final int WRITER = 1 << 31;
    private static final int QUEUED = 1 << 30;
    private static final int READERS = QUEUED - 1;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(RwMutex.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state;

    private final Mutex writers = new Mutex();
    private final WaitQueue queue = new WaitQueue();

    private @Nullable Waiter claimant;

    /** A free lock. */
    public RwMutex() {}

    // Writing

    /**
     * Takes the lock for writing, waiting for it.
     *
     * @throws InterruptedException if interrupted before the lock was got; it is not held then
     */
    public void lock() throws InterruptedException {
        Patience.throwIfInterrupted();
        if (!tryLock()) {
            acquire(Patience.untilInterrupted());
        }
    }

    /**
     * Takes the lock for writing, waiting at most so long.
     *
     * @param timeout the longest wait; zero or less does not wait at all
     * @return true if the lock is held now, false if the time ran out
     * @throws InterruptedException if interrupted before the lock was got; it is not held then
     * @throws NullPointerException if the timeout is null
     */
    public boolean lock(Duration timeout) throws InterruptedException {
        Patience patience = Patience.of(timeout);
        Patience.throwIfInterrupted();
        return tryLock() || acquire(patience);
    }

    /** Takes the lock for writing, waiting for it whatever happens; an interrupt stays set. */
    public void lockUninterruptibly() {
        if (!tryLock()) {
            try {
                acquire(Patience.endless());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /**
     * Takes the lock for writing if nobody holds it now. Never waits.
     *
     * @return true if the lock is held now
     */
    public boolean tryLock() {
        if (state != 0 || !writers.tryLock()) {
            return false;
        }
        if (casState(0, WRITER)) {
            return true;
        }
        writers.unlock();
        return false;
    }

    /**
     * Ends writing. Never waits.
     *
     * @throws IllegalMonitorStateException if the lock is not held for writing
     */
    public void unlock() {
        if (!casState(WRITER, 0)) {
            unlockForQueued();
        }
        writers.unlock();
    }

    private void unlockForQueued() {
        queue.lock();
        int s = state;
        if ((s & WRITER) == 0 || readers(s) != 0) {
            queue.unlock();
            throw new IllegalMonitorStateException("unlock of an RwMutex that is not locked for writing");
        }
        Waiter chain = admitQueued();
        queue.unlock();
        Waiter.unparkAll(chain);
    }

    private boolean acquire(Patience patience) throws InterruptedException {
        Waiter waiter = new Waiter(); // first, as there may be no memory for it
        if (!writers.acquire(patience, SyncWait.RW_MUTEX_LOCK)) {
            return false;
        }
        if (!claim(waiter) && waiter.await(patience, SyncWait.RW_MUTEX_LOCK) == Waiter.WAITING && giveUpClaim(waiter)) {
            writers.unlock();
            return patience.end();
        }
        return patience.success();
    }

    /** By the owner of the writers' mutex; true if there are no readers. */
    private boolean claim(Waiter waiter) {
        queue.lock();
        int s;
        do {
            s = state;
        } while (!casState(s, s | WRITER));
        boolean free = readers(s) == 0;
        if (!free) {
            claimant = waiter;
        }
        queue.unlock();
        return free;
    }

    /** False if the claim was granted after all. */
    private boolean giveUpClaim(Waiter waiter) {
        queue.lock();
        if (waiter.outcomeAcquire() != Waiter.WAITING) {
            queue.unlock();
            return false;
        }
        claimant = null;
        Waiter chain = admitQueued();
        queue.unlock();
        Waiter.unparkAll(chain);
        return true;
    }

    /** Replaces the writer by the readers that wait. With the queue's lock held, which it keeps. */
    private @Nullable Waiter admitQueued() {
        int admitted = queue.size();
        int s;
        do {
            s = state;
        } while (!casState(s, readers(s) + admitted));
        return queue.completeAll();
    }

    // Reading

    /**
     * Takes the lock for reading, waiting while a writer has it or waits for it.
     *
     * @throws InterruptedException if interrupted before the lock was got; it is not held then
     */
    public void readLock() throws InterruptedException {
        Patience.throwIfInterrupted();
        if (!tryReadLock()) {
            acquireRead(Patience.untilInterrupted());
        }
    }

    /**
     * Takes the lock for reading, waiting at most so long.
     *
     * @param timeout the longest wait; zero or less does not wait at all
     * @return true if the lock is held now, false if the time ran out
     * @throws InterruptedException if interrupted before the lock was got; it is not held then
     * @throws NullPointerException if the timeout is null
     */
    public boolean readLock(Duration timeout) throws InterruptedException {
        Patience patience = Patience.of(timeout);
        Patience.throwIfInterrupted();
        return tryReadLock() || acquireRead(patience);
    }

    /** Takes the lock for reading, waiting for it whatever happens; an interrupt stays set. */
    public void readLockUninterruptibly() {
        if (!tryReadLock()) {
            try {
                acquireRead(Patience.endless());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /**
     * Takes the lock for reading if no writer has it or waits for it. Never waits.
     *
     * @return true if the lock is held now
     * @throws IllegalStateException if there are more than a thousand million readers
     */
    public boolean tryReadLock() {
        int s = state;
        while ((s & WRITER) == 0) {
            if (readers(s) == READERS) {
                throw new IllegalStateException("more readers of an RwMutex than it can count");
            }
            if (casState(s, s + 1)) {
                return true;
            }
            s = state;
        }
        return false;
    }

    /**
     * Ends reading. Never waits.
     *
     * @throws IllegalMonitorStateException if the lock is not held for reading
     */
    public void readUnlock() {
        int s;
        do {
            s = state;
            if (readers(s) == 0) {
                throw new IllegalMonitorStateException("readUnlock of an RwMutex that is not locked for reading");
            }
        } while (!casState(s, s - 1));
        if (readers(s) == 1 && (s & WRITER) != 0) {
            grantClaim();
        }
    }

    /** The last reader has left. Meanwhile the claim may have been given up, and others may have come. */
    void grantClaim() {
        queue.lock();
        Waiter writer = null;
        if ((state & WRITER) != 0 && readers(state) == 0) {
            writer = claimant;
            claimant = null;
        }
        if (writer != null) {
            writer.complete(Waiter.GRANTED);
        }
        queue.unlock();
        if (writer != null) {
            writer.unpark();
        }
    }

    private boolean acquireRead(Patience patience) throws InterruptedException {
        Waiter waiter = new Waiter();
        while (!enqueue(waiter)) {
            if (tryReadLock()) {
                return patience.success();
            }
        }
        if (waiter.await(patience, SyncWait.RW_MUTEX_READ_LOCK) == Waiter.WAITING && leave(waiter)) {
            return patience.end();
        }
        return patience.success();
    }

    /** Queues a reader up; false if no writer is there. */
    private boolean enqueue(Waiter waiter) {
        queue.lock();
        try {
            int s;
            do {
                s = state;
                if ((s & WRITER) == 0) {
                    return false;
                }
            } while (!casState(s, s | QUEUED));
            queue.append(waiter);
            return true;
        } finally {
            queue.unlock();
        }
    }

    /** False if the reader was let in after all. */
    private boolean leave(Waiter waiter) {
        queue.lock();
        try {
            if (waiter.outcomeAcquire() != Waiter.WAITING) {
                return false;
            }
            queue.remove(waiter);
            if (queue.isEmpty()) {
                int s;
                do {
                    s = state;
                } while (!casState(s, s & ~QUEUED));
            }
            return true;
        } finally {
            queue.unlock();
        }
    }

    @Override
    public String toString() {
        int s = state;
        int readers = readers(s);
        String held = readers > 0 ? readers + " reading" : (s & WRITER) != 0 ? "writing" : "unlocked";
        return "RwMutex[" + held + (readers > 0 && (s & WRITER) != 0 ? ", a writer waits]" : "]");
    }

    private static int readers(int state) {
        return state & READERS;
    }

    private boolean casState(int expected, int value) {
        return STATE.compareAndSet(this, expected, value);
    }
}
