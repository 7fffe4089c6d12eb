package dev.spindle.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The run queue of one P: Go's fixed ring with one producer and many consumers, and the {@code runnext} slot.
 *
 * <p>{@code head} and {@code tail} wrap freely; a slot is {@code index & mask}. The owner pushes at the tail; owner and thieves
 * take from the head by CAS. A thief copies slots first and claims them by the CAS on {@code head}: if that succeeds, the owner
 * cannot have overwritten them, for it reuses a slot only after it has seen {@code head} beyond it. A full ring gives its
 * older half to {@link Overflow} in one batch.
 *
 * <p>{@code runnext} is set by the owner only (a swap, whose full fence also orders the push before the wake-up check that
 * follows) and emptied by anyone by CAS.
 *
 * <p>Slots behind {@code head} are nulled by the owner alone, lazily: a thief that nulled a slot could hit a newer item, as a
 * parked goroutine's continuation is the same object each time.
 *
 * <table>
 * <caption>Shared fields</caption>
 * <tr><th>field</th><th>written by</th><th>read by</th></tr>
 * <tr><td>head</td><td>anyone, CAS</td><td>anyone, acquire</td></tr>
 * <tr><td>tail</td><td>owner, release; publishes the slots</td><td>thieves, acquire</td></tr>
 * <tr><td>next</td><td>owner, swap; thieves, CAS to null</td><td>anyone, volatile</td></tr>
 * </table>
 */
public final class RunQueue {

    /** Where a full ring sends its older half. */
    @FunctionalInterface
    public interface Overflow {
        /**
         * Takes over a batch; must not block.
         *
         * @param batch the items, oldest first, all slots filled
         */
        void accept(Runnable[] batch);
    }

    private static final VarHandle HEAD;
    private static final VarHandle TAIL;
    private static final VarHandle NEXT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(RunQueue.class, "head", int.class);
            TAIL = lookup.findVarHandle(RunQueue.class, "tail", int.class);
            NEXT = lookup.findVarHandle(RunQueue.class, "next", Runnable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Runnable[] ring;
    private final int mask;
    private final Overflow overflow;

    private volatile int head;
    private volatile int tail;
    private volatile @Nullable Runnable next;

    /** Owner only: slots before this index hold no stale reference. Never behind {@code head} by more than the ring holds. */
    private int clean;

    /**
     * Makes an empty queue.
     *
     * @param capacity slots of the ring, a power of two of at least 2
     * @param overflow where half of a full ring goes
     */
    public RunQueue(int capacity, Overflow overflow) {
        if (capacity < 2 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity must be a power of two of at least 2, not " + capacity);
        }
        this.ring = new Runnable[capacity];
        this.mask = capacity - 1;
        this.overflow = overflow;
    }

    // ---- owner only ----

    /**
     * Puts the item where it runs next; the former runnext is kicked to the ring's tail. Contains a full fence, before which the
     * item is published, but not the kicked one: it was, when it was pushed. On its way to the ring that is in nobody's sight for some
     * nanoseconds, should a thief take the new item in just these; sysmon's looks stand behind it.
     *
     * @return whether one was kicked
     */
    public boolean pushNext(Runnable item) {
        Runnable kicked = (Runnable) NEXT.getAndSet(this, item);
        if (kicked == null) {
            return false;
        }
        pushTail(kicked);
        return true;
    }

    /** Puts the item behind all others. No fence: the caller orders it before its wake-up check. */
    public void pushTail(Runnable item) {
        for (; ; ) {
            int h = headAcquire();
            int t = tailPlain();
            if (t - h <= mask) {
                scrub(h);
                ring[t & mask] = item;
                setTailRelease(t + 1);
                return;
            }
            if (overflowHalf(h, item)) {
                return;
            }
        }
    }

    /** Takes {@code runnext}, or null. */
    public @Nullable Runnable pollNext() {
        Runnable item = next;
        return item != null && NEXT.compareAndSet(this, item, (Runnable) null) ? item : null;
    }

    /** Takes the ring's oldest item, or null. */
    public @Nullable Runnable pollHead() {
        for (; ; ) {
            int h = headAcquire();
            if (h == tailPlain()) {
                return null;
            }
            Runnable item = ring[h & mask];
            if (casHead(h, h + 1)) {
                scrub(h + 1);
                return item;
            }
        }
    }

    /** Free slots; thieves can only make it more. */
    public int room() {
        return mask + 1 - length();
    }

    /** Forgets what was taken already, so that an idle P keeps no goroutine reachable. The ring must be empty. */
    public void scrub() {
        Arrays.fill(ring, null);
        clean = headAcquire();
    }

    private void scrub(int upTo) {
        for (int i = clean; i != upTo; i++) {
            ring[i & mask] = null;
        }
        clean = upTo;
    }

    private boolean overflowHalf(int h, Runnable last) {
        int n = (mask + 1) / 2;
        Runnable[] batch = new Runnable[n + 1];
        copy(h, n, batch);
        if (!casHead(h, h + n)) {
            return false; // a thief took some: there is room now
        }
        scrub(h + n);
        batch[n] = last;
        overflow.accept(batch);
        return true;
    }

    @SuppressWarnings("NullAway") // slots between head and tail are never null
    private void copy(int from, int n, Runnable[] into) {
        for (int i = 0; i < n; i++) {
            into[i] = ring[(from + i) & mask];
        }
    }

    // ---- thieves ----

    /**
     * Moves the older half of the ring (rounded up) to the thief: the oldest is returned, the others go into its ring, which
     * must be empty. Called by the owner of {@code thief}.
     *
     * @param thief the queue of the calling P
     * @return an item to run, or null if there was nothing
     */
    public @Nullable Runnable stealHalf(RunQueue thief) {
        for (; ; ) {
            int h = headAcquire();
            int t = tailAcquire();
            int n = t - h;
            n -= n / 2;
            if (n <= 0) {
                return null;
            }
            if (n > (mask + 1) / 2) {
                continue; // head and tail were read too far apart
            }
            Runnable first = ring[h & mask];
            int to = thief.tailPlain();
            thief.scrub(to); // it is empty; what comes now is not to be taken for stale, should others take it
            for (int i = 1; i < n; i++) {
                thief.ring[(to + i - 1) & thief.mask] = ring[(h + i) & mask];
            }
            if (casHead(h, h + n)) {
                thief.setTailRelease(to + n - 1);
                return first;
            }
        }
    }

    /** Takes the ring's oldest item from outside; null if there is none. */
    public @Nullable Runnable stealOne() {
        for (; ; ) {
            int h = headAcquire();
            if (tailAcquire() - h <= 0) {
                return null;
            }
            Runnable item = ring[h & mask];
            if (casHead(h, h + 1)) {
                return item;
            }
        }
    }

    /**
     * Takes {@code runnext} if it still is the item that the thief saw before it backed off.
     *
     * @param seen what {@link #peekNext()} gave
     * @return true if the item is now the caller's
     */
    public boolean stealNext(Runnable seen) {
        return NEXT.compareAndSet(this, seen, (Runnable) null);
    }

    // ---- anyone ----

    /** The item in {@code runnext}, left there. */
    public @Nullable Runnable peekNext() {
        return next;
    }

    /** The ring's oldest item, left there, or one that was a moment ago; null if there is none. */
    @Nullable
    Runnable peekHead() {
        int h = headAcquire();
        return tailAcquire() - h <= 0 ? null : ring[h & mask];
    }

    /** Whether there is nothing at all; no false yes, but for what {@link #pushNext} says. */
    public boolean isEmpty() {
        for (; ; ) {
            int h = headAcquire();
            int t = tailAcquire();
            Runnable n = next;
            if (t == tailAcquire()) {
                return h == t && n == null;
            }
        }
    }

    /** Items in the ring; {@code runnext} is not counted. */
    public int length() {
        int n = tailAcquire() - headAcquire();
        return Math.max(0, Math.min(n, mask + 1));
    }

    // ---- access modes ----

    private int headAcquire() {
        return (int) HEAD.getAcquire(this);
    }

    private boolean casHead(int expected, int value) {
        return HEAD.compareAndSet(this, expected, value);
    }

    private int tailPlain() {
        return (int) TAIL.get(this);
    }

    private int tailAcquire() {
        return (int) TAIL.getAcquire(this);
    }

    private void setTailRelease(int value) {
        TAIL.setRelease(this, value);
    }
}
