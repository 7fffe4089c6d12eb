package dev.spindle.runtime;

import java.util.Arrays;

/**
 * How many Ps there are.
 *
 * <p>The rule: {@code live - stuck == parallelism}, that is, as many Ps as asked for can make progress. A P that gets stuck, or a higher
 * parallelism, leaves a deficit, which is made up at once by idle Ps; one that comes back, or a lower parallelism, leaves an
 * excess, and Ps retire: idle ones at once, otherwise the next M at a scheduling point gives up its own. So nothing is ever
 * taken away under running user code.
 *
 * <p>A P object is never freed, as thieves may hold it; a retired one keeps its id and is used again. Timers of a retired P
 * stay in its heap and are served like those of an idle one.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // updates are under the spin lock
final class Processors {

    private final SpinLock lock = new SpinLock();
    private final IdleSet idle;
    private final RunQueue.Overflow overflow;
    private final long clockOrigin;
    private final int cap;

    /** By id, retired ones included; replaced, never changed. */
    private volatile Processor[] all = {};

    /** Written under the lock. */
    private volatile int parallelism;

    private volatile int live;
    private volatile int stuck;

    /** Whether {@code live - stuck > parallelism}; read at every scheduling point. */
    private volatile boolean excess;

    /** Whether the cap kept a stuck P from being made up for. */
    private volatile boolean capped;

    Processors(IdleSet idle, RunQueue.Overflow overflow, long clockOrigin, int parallelism, int cap) {
        this.idle = idle;
        this.overflow = overflow;
        this.clockOrigin = clockOrigin;
        this.cap = cap;
        this.parallelism = parallelism;
        balance();
    }

    Processor[] all() {
        return all;
    }

    Processor get(int id) {
        return all[id];
    }

    int parallelism() {
        return parallelism;
    }

    int live() {
        return live;
    }

    int stuck() {
        return stuck;
    }

    boolean isExcess() {
        return excess;
    }

    boolean isCapped() {
        return capped;
    }

    /** Changes how many Ps shall make progress; returns how many idle Ps that added. */
    int parallelism(int n) {
        lock.lock();
        try {
            parallelism = n;
            return adjust();
        } finally {
            lock.unlock();
        }
    }

    /** A P's M does not come back; false if that is known or the P has moved on. Call {@link #balance()} after it. */
    boolean markStuck(Processor p) {
        lock.lock();
        try {
            if (!p.moveStatus(Processor.Status.RUNNING, Processor.Status.STUCK)) {
                return false;
            }
            stuck++;
            p.stuckSince = System.nanoTime();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many Ps have been stuck for so long, without coming back in between. */
    int stuckFor(long nanos) {
        int count = 0;
        lock.lock();
        try {
            long now = System.nanoTime();
            for (Processor p : all) {
                if (p.status() == Processor.Status.STUCK && now - p.stuckSince >= nanos) {
                    count++;
                }
            }
        } finally {
            lock.unlock();
        }
        return count;
    }

    /** The owner of a stuck P is at a scheduling point again. */
    void markUnstuck(Processor p) {
        lock.lock();
        try {
            if (p.moveStatus(Processor.Status.STUCK, Processor.Status.RUNNING)) {
                stuck--;
                adjust();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Brings the number of Ps to what the rule says, as far as idle ones go; returns how many idle Ps that added. */
    int balance() {
        lock.lock();
        try {
            return adjust();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets the calling M's own P retire if there still is one too many. An idle P goes first.
     *
     * @return true if the P is retired: the caller no longer owns it and empties it
     */
    boolean retire(Processor own) {
        lock.lock();
        try {
            adjust();
            if (!excess || !own.moveStatus(Processor.Status.RUNNING, Processor.Status.RETIRED)) {
                return false;
            }
            live--;
            excess = live - stuck > parallelism;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private int adjust() {
        int added = 0;
        while (live - stuck < parallelism && live < cap) {
            Processor p = anyRetired();
            p.moveStatus(Processor.Status.RETIRED, Processor.Status.IDLE);
            live++;
            added++;
            idle.add(p.id);
        }
        capped = live - stuck < parallelism;
        while (live - stuck > parallelism) {
            int id = idle.claim();
            if (id < 0) {
                break;
            }
            all[id].moveStatus(Processor.Status.IDLE, Processor.Status.RETIRED);
            live--;
        }
        excess = live - stuck > parallelism;
        return added;
    }

    private Processor anyRetired() {
        for (Processor p : all) {
            if (p.status() == Processor.Status.RETIRED) {
                return p;
            }
        }
        Processor[] more = Arrays.copyOf(all, all.length + 1);
        Processor p = new Processor(all.length, overflow, clockOrigin);
        p.moveStatus(Processor.Status.IDLE, Processor.Status.RETIRED);
        more[all.length] = p;
        all = more;
        return p;
    }

    /** Whether any timer is armed; what was cancelled and not swept yet doesn't count. */
    boolean hasTimers() {
        for (Processor p : all) {
            if (p.timers.size() > 0) {
                return true;
            }
        }
        return false;
    }

    /** The time of the first timer of any P, or {@link Timers#NEVER}. */
    long earliestTimer() {
        long earliest = Timers.NEVER;
        for (Processor p : all) {
            earliest = Math.min(earliest, p.timers.earliest());
        }
        return earliest;
    }

    /** Whether any P has anything to run. */
    boolean hasLocalWork() {
        for (Processor p : all) {
            if (!p.queue.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Runs what is due on any P. */
    void runDueTimers(long now) {
        for (Processor p : all) {
            p.timers.runDue(now);
        }
    }
}
