package dev.spindle.reactive;

import dev.spindle.runtime.Park;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * How several goroutines emit in turn, made when the first beside the generator's own begins to.
 *
 * <p>Until then the generator's goroutine emits without any lock; it only marks when it is inside. That privilege cannot simply
 * be locked away from it, as it looks at nothing that is ordered with its mark. So whoever comes announces this object, and
 * then waits for a proof that the goroutine is outside and will look: that it said so, or that it was seen parked
 * and not inside. It parked after its last mark, which is thereby visible; and it will look at the announcement
 * when it emits next, as that comes after it was seen. From then on everyone takes the lock.
 */
final class Turns {

    private static final long SHORTEST_NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(10);
    private static final long LONGEST_NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Held to signal, and while waiting for demand in order to; never by those who request or cancel. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Those who wait for demand, but for the generator's goroutine. */
    private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();

    /** Set by who has the proof; never cleared. */
    private volatile boolean handedOver;

    // ---- the proof ----

    /** Says that the generator's goroutine, which is the caller, is outside; or that it has been seen outside. */
    void handOver() {
        handedOver = true;
    }

    boolean isHandedOver() {
        return handedOver;
    }

    /**
     * Waits until the generator's goroutine is outside.
     *
     * @param isOutside whether it can be seen to be
     */
    void awaitHandOver(Demand reason, BooleanSupplier isOutside) throws InterruptedException {
        long nap = SHORTEST_NAP_NANOS;
        while (!handedOver && !isOutside.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Park.parkNanos(reason, nap);
            nap = Math.min(2 * nap, LONGEST_NAP_NANOS);
        }
        handedOver = true;
    }

    // ---- the lock ----

    void lockInterruptibly() throws InterruptedException {
        lock.lockInterruptibly();
    }

    void lock() {
        lock.lock();
    }

    boolean tryLock() {
        return lock.tryLock();
    }

    void unlock() {
        lock.unlock();
    }

    boolean isMine() {
        return lock.isHeldByCurrentThread();
    }

    // ---- waiting for demand ----

    void join(Thread thread) {
        waiting.add(thread);
    }

    void leave(Thread thread) {
        waiting.remove(thread);
    }

    void wakeAll() {
        waiting.forEach(Park::unpark);
    }
}
