package dev.spindle.sync;

import dev.spindle.runtime.Launcher;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

/**
 * Waits for a number of goroutines, or of anything else, to be done: Go's {@code sync.WaitGroup}.
 *
 * {@snippet :
 * WaitGroup group = new WaitGroup();
 * for (String name : names) {
 *     group.go(() -> greet(name));
 * }
 * group.await();
 * }
 *
 * <p>A counter that {@link #add} raises, {@link #done} lowers and {@link #await()} waits for to be zero. It can be used again once
 * those who waited have returned. To hear of failures, or to cancel the rest at the first, use {@code GoGroup}.
 *
 * <p>Thread-safe. What a thread did before {@code done} happens before the return of any {@code await} that this, or a later
 * {@code done}, lets go. For interrupts see the package's description.
 *
 * <p><b>Misuse</b> is reported where it can be seen, as in Go, by {@link IllegalStateException}: a counter below zero; an {@code add}
 * that raises it from zero while others are about to return from {@code await}, or before they have returned.
 */
public final class WaitGroup {

    // The state is Go's: the counter in the upper half, the number of waiters in the lower one. The counter changes by
    // compare-and-set alone. Waiters come and go under the queue's lock. Who lowers the counter to zero and sees
    // waiters
    // takes that lock, looks again (they may all have given up, and the counter may have been raised since), resets the
    // state and completes them all.

    /** What a goroutine started by {@link WaitGroup#go} runs: blocking-style code that may throw anything. */
    @FunctionalInterface
    public interface Body {

        /**
         * Runs on the goroutine, once.
         *
         * @throws Exception any: it is the failure of the goroutine
         */
        void run() throws Exception;
    }

    private static final long ONE_WAITER = 1;
    private static final int COUNTER_SHIFT = 32;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(WaitGroup.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long state;

    private final WaitQueue queue = new WaitQueue();

    /** A wait group whose counter is zero. */
    public WaitGroup() {}

    /**
     * Changes the counter. If it becomes zero, all who wait are let go. Never waits. Raise it before you start what lowers it, and
     * before the {@code await}.
     *
     * @param delta how much to add; may be negative
     * @throws IllegalStateException if the counter would be negative or exceed an int, or on other misuse; it is unchanged then
     */
    public void add(int delta) {
        if (delta == 0) {
            return;
        }
        long s;
        int before;
        long after;
        do {
            s = state;
            before = counter(s);
            after = (long) before + delta;
            if (after < 0) {
                throw new IllegalStateException("negative WaitGroup counter: " + before + " and " + delta);
            }
            if (after > Integer.MAX_VALUE) {
                throw new IllegalStateException("WaitGroup counter too large: " + before + " and " + delta);
            }
            if (before == 0 && waiters(s) != 0) {
                throw new IllegalStateException("WaitGroup misuse: add called concurrently with await");
            }
        } while (!casState(s, s + ((long) delta << COUNTER_SHIFT)));
        if (after == 0 && waiters(s) != 0) {
            release();
        }
    }

    /**
     * Lowers the counter by one, as the last thing that a goroutine does. Never waits.
     *
     * @throws IllegalStateException if the counter is zero
     */
    public void done() {
        add(-1);
    }

    /**
     * Starts a goroutine in the caller's runtime, or in the shared one, and counts it until it ends: {@code wg.Go(f)}. Never waits.
     *
     * <p>In contrast to Go, where a panic ends the program, the goroutine counts as done after a failure as well, and if the
     * runtime is closed before it begins. The failure itself goes to the runtime's uncaught handler.
     *
     * @param body what it runs
     * @throws RejectedExecutionException if the runtime is closed; nothing is counted then
     * @throws IllegalStateException as for {@link #add}
     */
    public void go(Body body) {
        Objects.requireNonNull(body, "body");
        Launcher launcher = Launcher.current();
        add(1);
        boolean started = false;
        try {
            launcher.start(
                    () -> {
                        try {
                            body.run();
                        } finally {
                            done();
                        }
                        return null;
                    },
                    this::done);
            started = true;
        } finally {
            if (!started) {
                done();
            }
        }
    }

    /**
     * Waits until the counter is zero. Returns at once if it is.
     *
     * @throws InterruptedException if interrupted before that
     * @throws IllegalStateException if the counter was raised again before this has returned
     */
    public void await() throws InterruptedException {
        Patience.throwIfInterrupted();
        if (counter(state) != 0) {
            await(Patience.untilInterrupted());
        }
    }

    /**
     * Waits until the counter is zero, at most so long.
     *
     * @param timeout the longest wait; zero or less only looks
     * @return true if the counter was zero, false if the time ran out
     * @throws InterruptedException if interrupted before that
     * @throws IllegalStateException if the counter was raised again before this has returned
     * @throws NullPointerException if the timeout is null
     */
    public boolean await(Duration timeout) throws InterruptedException {
        Patience patience = Patience.of(timeout);
        Patience.throwIfInterrupted();
        return counter(state) == 0 || await(patience);
    }

    /**
     * The counter.
     *
     * @return a snapshot, for diagnostics; not negative
     */
    public int count() {
        return counter(state);
    }

    @Override
    public String toString() {
        long s = state;
        return "WaitGroup[" + counter(s) + " to come, " + waiters(s) + " waiting]";
    }

    private boolean await(Patience patience) throws InterruptedException {
        Waiter waiter = new Waiter();
        queue.lock();
        long s;
        do {
            s = state;
            if (counter(s) == 0) {
                queue.unlock();
                return patience.success();
            }
        } while (!casState(s, s + ONE_WAITER));
        queue.append(waiter);
        queue.unlock();
        if (waiter.await(patience, SyncWait.WAIT_GROUP_WAIT) == Waiter.WAITING && leave(waiter)) {
            return patience.end();
        }
        if (state != 0) {
            throw new IllegalStateException("WaitGroup is reused before a previous await has returned");
        }
        return patience.success();
    }

    /** False if the wait was completed after all. */
    private boolean leave(Waiter waiter) {
        queue.lock();
        try {
            if (waiter.outcomeAcquire() != Waiter.WAITING) {
                return false;
            }
            queue.remove(waiter);
            long s;
            do {
                s = state;
            } while (!casState(s, s - ONE_WAITER));
            return true;
        } finally {
            queue.unlock();
        }
    }

    /** The counter was zero and there were waiters. Meanwhile those may have given up, and others may have come. */
    void release() {
        Waiter chain = null;
        queue.lock();
        long s = state;
        if (counter(s) == 0 && waiters(s) != 0) {
            state = 0; // the counter stays zero while there are waiters, and those need the lock
            chain = queue.completeAll();
        }
        queue.unlock();
        Waiter.unparkAll(chain);
    }

    private static int counter(long state) {
        return (int) (state >> COUNTER_SHIFT);
    }

    private static int waiters(long state) {
        return (int) state;
    }

    private boolean casState(long expected, long value) {
        return STATE.compareAndSet(this, expected, value);
    }
}
