package dev.spindle.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits, of which each user takes as many as its work weighs: {@code semaphore.Weighted} of Go's {@code x/sync}.
 *
 * {@snippet :
 * Semaphore memory = new Semaphore(64);
 * memory.acquire(16);
 * try {
 *     decode(image);
 * } finally {
 *     memory.release(16);
 * }
 * }
 *
 * <p>First come, first served: a request that waits holds up all later ones, smaller ones too, so that a big one is not
 * starved by them. If the first in line gives up, those behind it are served as far as there is enough.
 *
 * <p>Not bound to a thread; who gives back need not be who took. Without contention, taking and giving back cost one
 * compare-and-set each, and no garbage. What a thread did before it gave permits back happens before what follows an
 * {@code acquire} that got them. For interrupts see the package's description: permits that were granted to a thread before it took
 * notice of an interrupt are its own.
 *
 * <p>The JDK's fair {@link java.util.concurrent.Semaphore} serves goroutines in the same order. This one knows its size, so it tells
 * when more is given back than was taken or when a request can never be met, and dumps show who waits.
 */
public final class Semaphore {

    // The state is the number of free permits, and QUEUED as its sign. Both change by compare-and-set while nobody
    // waits;
    // with QUEUED set everybody goes through the queue's lock, and the state changes under that alone.

    private static final long QUEUED = Long.MIN_VALUE;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Semaphore.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long size;

    private volatile long state;

    /** Those who wait; a waiter's note is its weight. */
    private final WaitQueue queue = new WaitQueue();

    /**
     * A semaphore with all its permits free.
     *
     * @param size the number of permits
     * @throws IllegalArgumentException if the size is less than 1
     */
    public Semaphore(long size) {
        if (size < 1) {
            throw new IllegalArgumentException("size must be at least 1, not " + size);
        }
        this.size = size;
        this.state = size;
    }

    /**
     * Takes permits, waiting for them.
     *
     * @param permits how many, from 1 to {@link #size()}
     * @throws InterruptedException if interrupted before the permits were got; none is taken then
     * @throws IllegalArgumentException if so many can never be had
     */
    public void acquire(long permits) throws InterruptedException {
        check(permits);
        Patience.throwIfInterrupted();
        if (!tryTake(permits)) {
            await(permits, Patience.untilInterrupted());
        }
    }

    /**
     * Takes permits, waiting at most so long.
     *
     * @param permits how many, from 1 to {@link #size()}
     * @param timeout the longest wait; zero or less does not wait at all
     * @return true if the permits are taken, false if the time ran out and none is
     * @throws InterruptedException if interrupted before the permits were got; none is taken then
     * @throws IllegalArgumentException if so many can never be had
     * @throws NullPointerException if the timeout is null
     */
    public boolean acquire(long permits, Duration timeout) throws InterruptedException {
        check(permits);
        Patience patience = Patience.of(timeout);
        Patience.throwIfInterrupted();
        return tryTake(permits) || await(permits, patience);
    }

    /**
     * Takes permits, waiting for them whatever happens; an interrupt stays set.
     *
     * @param permits how many, from 1 to {@link #size()}
     * @throws IllegalArgumentException if so many can never be had
     */
    public void acquireUninterruptibly(long permits) {
        check(permits);
        if (!tryTake(permits)) {
            try {
                await(permits, Patience.endless());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /**
     * Takes permits if they are free now and nobody waits. Never waits.
     *
     * @param permits how many, from 1 to {@link #size()}
     * @return true if the permits are taken, false if none is
     * @throws IllegalArgumentException if so many can never be had
     */
    public boolean tryAcquire(long permits) {
        check(permits);
        return tryTake(permits);
    }

    /**
     * Gives permits back. Never waits.
     *
     * @param permits how many, at least 1
     * @throws IllegalStateException if more would be free than there are; none is given back then
     * @throws IllegalArgumentException if the number is less than 1
     */
    public void release(long permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("permits must be at least 1, not " + permits);
        }
        long s;
        do {
            s = state;
            if (s < 0) {
                releaseToQueued(permits);
                return;
            }
            checkHeld(s, permits);
        } while (!casState(s, s + permits));
    }

    /**
     * How many permits there are, free or taken.
     *
     * @return at least 1
     */
    public long size() {
        return size;
    }

    /**
     * How many permits are free.
     *
     * @return a snapshot, for diagnostics
     */
    public long available() {
        return free(state);
    }

    @Override
    public String toString() {
        long s = state;
        return "Semaphore[" + free(s) + "/" + size + (s < 0 ? " free, contended]" : " free]");
    }

    private boolean tryTake(long permits) {
        long s = state;
        while (s >= permits) { // false too if anybody waits
            if (casState(s, s - permits)) {
                return true;
            }
            s = state;
        }
        return false;
    }

    private boolean await(long permits, Patience patience) throws InterruptedException {
        if (patience.isOver()) {
            return patience.end();
        }
        Waiter waiter = new Waiter(permits);
        if (enqueue(waiter) && waiter.await(patience, SyncWait.SEMAPHORE_ACQUIRE) == Waiter.WAITING && leave(waiter)) {
            return patience.end();
        }
        return patience.success();
    }

    /** Queues up; false if it got its permits instead. */
    private boolean enqueue(Waiter waiter) {
        queue.lock();
        try {
            while (true) {
                long s = state;
                if (s >= waiter.note) {
                    if (casState(s, s - waiter.note)) {
                        return false;
                    }
                } else if (casState(s, s | QUEUED)) {
                    queue.append(waiter);
                    return true;
                }
            }
        } finally {
            queue.unlock();
        }
    }

    private void releaseToQueued(long permits) {
        queue.lock();
        long s;
        Waiter chain = null;
        try {
            do {
                s = state;
                checkHeld(s, permits);
            } while (!casState(s, s + permits));
            chain = grant();
        } finally {
            queue.unlock();
        }
        Waiter.unparkAll(chain);
    }

    /** False if its permits were granted after all. */
    private boolean leave(Waiter waiter) {
        queue.lock();
        if (waiter.outcomeAcquire() != Waiter.WAITING) {
            queue.unlock();
            return false;
        }
        queue.remove(waiter);
        Waiter chain = grant();
        queue.unlock();
        Waiter.unparkAll(chain);
        return true;
    }

    /** Serves those in front as long as there is enough; gives the chain to unpark. Lock held. */
    private @Nullable Waiter grant() {
        long s = state;
        if (s >= 0) {
            return null; // nobody waits
        }
        long free = free(s);
        Waiter head = null;
        Waiter tail = null;
        for (Waiter first = queue.first(); first != null && first.note <= free; first = queue.first()) {
            free -= first.note;
            queue.remove(first);
            if (tail == null) {
                head = first;
            } else {
                tail.next = first;
            }
            tail = first;
        }
        state = queue.isEmpty() ? free : free | QUEUED;
        for (Waiter granted = head; granted != null; granted = granted.next) {
            granted.complete(Waiter.GRANTED);
        }
        return head;
    }

    private void check(long permits) {
        if (permits < 1 || permits > size) {
            throw new IllegalArgumentException("permits must be from 1 to " + size + ", not " + permits);
        }
    }

    private void checkHeld(long s, long permits) {
        if (permits > size - free(s)) {
            throw new IllegalStateException("released more than held: " + permits + " of " + (size - free(s)));
        }
    }

    private static long free(long state) {
        return state & ~QUEUED;
    }

    private boolean casState(long expected, long value) {
        return STATE.compareAndSet(this, expected, value);
    }
}
