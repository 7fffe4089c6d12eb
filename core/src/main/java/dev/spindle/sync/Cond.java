package dev.spindle.sync;

import java.time.Duration;
import java.util.Objects;

/**
 * Where those who hold a {@link Mutex} wait for a change of what it guards: Go's {@code sync.Cond}.
 *
 * {@snippet :
 * mutex.lock();
 * try {
 *     while (queue.isEmpty()) {
 *         notEmpty.await();
 *     }
 *     return queue.removeFirst();
 * } finally {
 *     mutex.unlock();
 * }
 * }
 *
 * <p>Waiters stand in line. A signal goes to the one that has waited longest, to exactly one, and only to one that waited
 * before it; nobody wakes without a signal, an interrupt or the end of its time. What a thread waits for may still have changed again
 * before it has the mutex back, so wait in a loop. Often a channel is simpler.
 *
 * <p>What a thread did before a signal happens before what the thread that it woke does next. For interrupts see the package's
 * description: a signal that came before the interrupt is returned from as usual, so that none is lost.
 */
public final class Cond {

    private final Mutex mutex;
    private final WaitQueue queue = new WaitQueue();

    /**
     * A condition of what a mutex guards.
     *
     * @param mutex held by those who wait
     */
    public Cond(Mutex mutex) {
        this.mutex = Objects.requireNonNull(mutex, "mutex");
    }

    /**
     * Frees the mutex, waits for a signal, and takes the mutex again. Getting in line and freeing the mutex are one step for others
     * who hold the mutex.
     *
     * @throws InterruptedException if interrupted before a signal came; the mutex is held in this case, too
     * @throws IllegalMonitorStateException if the mutex is not locked
     */
    public void await() throws InterruptedException {
        Patience.throwIfInterrupted();
        await(Patience.untilInterrupted());
    }

    /**
     * As {@link #await()}, at most so long. Taking the mutex again may take longer.
     *
     * @param timeout the longest wait for a signal; zero or less gives others the mutex for a moment, if at all
     * @return true if a signal came, false if the time ran out; the mutex is held in either case
     * @throws InterruptedException if interrupted before a signal came; the mutex is held in this case, too
     * @throws IllegalMonitorStateException if the mutex is not locked
     * @throws NullPointerException if the timeout is null
     */
    public boolean await(Duration timeout) throws InterruptedException {
        Patience patience = Patience.of(timeout);
        Patience.throwIfInterrupted();
        return await(patience);
    }

    /** Wakes the thread that has waited longest, if any. The caller may hold the mutex, but need not. Never waits. */
    public void signal() {
        queue.lock();
        Waiter waiter = queue.poll();
        if (waiter != null) {
            waiter.complete(Waiter.GRANTED);
        }
        queue.unlock();
        if (waiter != null) {
            waiter.unpark();
        }
    }

    /** Wakes all who wait now: Go's {@code Broadcast}. The caller may hold the mutex, but need not. Never waits. */
    public void broadcast() {
        queue.lock();
        Waiter chain = queue.completeAll();
        queue.unlock();
        Waiter.unparkAll(chain);
    }

    private boolean await(Patience patience) throws InterruptedException {
        Waiter waiter = new Waiter();
        queue.lock();
        queue.append(waiter);
        queue.unlock();
        boolean unlocked = false;
        try {
            mutex.unlock();
            unlocked = true;
        } finally {
            if (!unlocked) {
                leave(waiter);
            }
        }
        boolean gaveUp = waiter.await(patience, SyncWait.COND_WAIT) == Waiter.WAITING && leave(waiter);
        mutex.lockUninterruptibly();
        return gaveUp ? patience.end() : patience.success();
    }

    /** False if a signal came after all. */
    private boolean leave(Waiter waiter) {
        queue.lock();
        try {
            if (waiter.outcomeAcquire() != Waiter.WAITING) {
                return false;
            }
            queue.remove(waiter);
            return true;
        } finally {
            queue.unlock();
        }
    }
}
