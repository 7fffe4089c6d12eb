package dev.spindle.runtime;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The timer heap of one P.
 *
 * <p>Any M may run what is due, so a P stuck in user code delays nobody's timer. The heap is 4-ary and stands under a spin
 * lock; everything that callers on other Ps need without it is {@link #earliest()}. Cancelled timers stay as shells until
 * more than a quarter of the heap is dead; whoever notices sweeps it, in time linear in the heap and so constant a cancel.
 *
 * <p>Time is nanoseconds since the scheduler began, so that it never wraps.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // updates are under the spin lock
final class Timers {

    /** What {@link #earliest()} gives for an empty heap. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int ARITY = 4;
    private static final int INITIAL = 16;
    private static final int SWEEP_AT_LEAST = 16;

    private final long origin;
    private final SpinLock lock = new SpinLock();

    /** Held while actions run, and only ever tried: keeps two Ms from overtaking each other. */
    private final SpinLock firing = new SpinLock();

    private final AtomicInteger dead = new AtomicInteger();

    /** Under the lock. */
    private @Nullable Timer[] heap = new Timer[INITIAL];

    /** Written under the lock, read by {@link #buried()} without. */
    private volatile int size;

    private long sequences;

    /** Written under the lock, volatile; pairs with the timekeeper's look before it parks. */
    private volatile long earliest = NEVER;

    Timers(long origin) {
        this.origin = origin;
    }

    long now() {
        return System.nanoTime() - origin;
    }

    /** The time of the first timer, cancelled ones included, or {@link #NEVER}. */
    long earliest() {
        return earliest;
    }

    int size() {
        return Math.max(0, size - dead.get());
    }

    /** Entries of the heap, cancelled ones that were not swept yet included. */
    int entries() {
        return size;
    }

    /** Arms a timer; anyone may call it. The caller then tells the timekeeper. */
    Timer add(long when, Runnable action) {
        Timer timer = new Timer(this, when, action);
        lock.lock();
        try {
            timer.sequence = sequences++;
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            siftUp(size, timer);
            size = size + 1;
            publish();
        } finally {
            release();
        }
        return timer;
    }

    /**
     * Runs what is due, in order of time and, for equal times, of arming. One M at a time: another returns at once, and does
     * not sleep while something is due.
     *
     * @param now the time
     * @return whether anything ran
     */
    boolean runDue(long now) {
        if (earliest > now || !firing.tryLock()) {
            return false;
        }
        boolean ran = false;
        try {
            for (Runnable due = pollDue(now); due != null; due = pollDue(now)) {
                due.run();
                ran = true;
            }
        } finally {
            firing.unlock();
        }
        return ran;
    }

    /**
     * Takes the first timer that is due.
     *
     * @param now the time
     * @return its action, or null if nothing is due
     */
    @Nullable
    Runnable pollDue(long now) {
        while (earliest <= now) {
            lock.lock();
            try {
                Timer first = heap[0];
                if (first == null || first.when > now) {
                    return null;
                }
                removeFirst();
                publish();
                Runnable action = first.fire();
                if (action != null) {
                    return action;
                }
                dead.getAndDecrement();
            } finally {
                release();
            }
        }
        return null;
    }

    /** A timer of this heap was cancelled. Lock-free: where the heap is busy, its holder sweeps on the way out. */
    void buried() {
        if (isOverdue(dead.incrementAndGet()) && lock.tryLock()) {
            release();
        }
    }

    /** Every holder leaves through here, so that a cancel that met a busy heap is made up for. */
    private void release() {
        try {
            if (isOverdue(dead.get())) {
                sweep();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes everything out, in no order. */
    @SuppressWarnings("NullAway") // slots below size are never null
    void drain(Consumer<Timer> to) {
        Timer[] taken;
        lock.lock();
        try {
            taken = Arrays.copyOf(heap, size);
            Arrays.fill(heap, null);
            size = 0;
            dead.set(0);
            publish();
        } finally {
            lock.unlock();
        }
        for (Timer timer : taken) {
            to.accept(timer);
        }
    }

    private boolean isOverdue(int deadNow) {
        return deadNow >= SWEEP_AT_LEAST && deadNow > size / 4;
    }

    @SuppressWarnings("NullAway") // slots below size are never null
    private void sweep() {
        int kept = 0;
        int removed = 0;
        for (int i = 0; i < size; i++) {
            Timer timer = heap[i];
            if (timer.isArmed()) {
                heap[kept++] = timer;
            } else {
                removed++;
            }
        }
        Arrays.fill(heap, kept, size, null);
        size = kept;
        dead.getAndAdd(-removed);
        if (heap.length > INITIAL && kept < heap.length / 4) {
            heap = Arrays.copyOf(heap, Math.max(INITIAL, Integer.highestOneBit(kept) * 2));
        }
        for (int i = (kept - 2) / ARITY; i >= 0; i--) {
            if (i < kept) {
                siftDown(i, heap[i]);
            }
        }
        publish();
    }

    private void publish() {
        Timer first = heap[0];
        long at = first == null ? NEVER : first.when;
        if (at != earliest) {
            earliest = at;
        }
    }

    @SuppressWarnings("NullAway") // slots below size are never null
    private void removeFirst() {
        int last = size - 1;
        Timer moved = heap[last];
        heap[last] = null;
        size = last;
        if (last > 0) {
            siftDown(0, moved);
        }
    }

    @SuppressWarnings("NullAway") // slots below size are never null
    private void siftUp(int at, Timer timer) {
        int i = at;
        while (i > 0) {
            int parent = (i - 1) / ARITY;
            if (!timer.before(heap[parent])) {
                break;
            }
            heap[i] = heap[parent];
            i = parent;
        }
        heap[i] = timer;
    }

    @SuppressWarnings("NullAway") // slots below size are never null
    private void siftDown(int at, Timer timer) {
        int i = at;
        for (; ; ) {
            int child = i * ARITY + 1;
            if (child >= size) {
                break;
            }
            int end = Math.min(child + ARITY, size);
            int least = child;
            for (int c = child + 1; c < end; c++) {
                if (heap[c].before(heap[least])) {
                    least = c;
                }
            }
            if (!heap[least].before(timer)) {
                break;
            }
            heap[i] = heap[least];
            i = least;
        }
        heap[i] = timer;
    }
}
