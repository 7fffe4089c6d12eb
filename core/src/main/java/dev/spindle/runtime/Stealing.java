package dev.spindle.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What a spinning M does: four rounds over the other Ps as Go does, then an adaptive spin.
 *
 * <p>A round visits every P once, in an order that starts at a random P and goes on by a random step coprime to their number. Timers and
 * {@code runnext} are left to the last round, and {@code runnext} of a running P is taken only if that P has not
 * moved for about 3 µs: it is about to run it itself otherwise. So it is with a ring that holds a few goroutines that were parked before:
 * they mostly wait for each other, and run several times slower on two processors. Fresh ones are taken at once.
 *
 * <p>How long the spin goes on is the {@link SpinBudget}'s: each M may spend a share of the time that has passed, up to a limit
 * at once. A spin that found nothing halves the next one: where work comes too rarely for it, spinning would only take the processor
 * from others. After one that finds something, and after every {@value #TRY_AGAIN}, the whole limit is there again. Who may spin all the time
 * does so.
 */
final class Stealing {

    private static final int ROUNDS = 4;
    private static final long RUNNEXT_BACK_OFF_NANOS = 3_000;
    private static final int PAUSES = 4;

    /** After so many spins in vain the count of them begins anew; the first of them halve the next. */
    private static final int TRY_AGAIN = 64;

    private static final int HALVINGS = 6;

    /** So many goroutines that were parked are left to a P that moves on. */
    private static final int FEW = 16;

    /** Between looks at other Ps while spinning: each look costs them a cache miss. */
    private static final long LOCAL_LOOKS_NANOS = 2_000;

    private final Scheduler scheduler;
    private final Machine machine;
    private int random;

    /** Spinning time in nanoseconds that this M may still spend, as of {@code creditedAt}. */
    private long credit;

    private long creditedAt;

    /** Spins in a row that have found nothing, less than {@code TRY_AGAIN}. */
    private int misses;

    Stealing(Scheduler scheduler, Machine machine) {
        this.scheduler = scheduler;
        this.machine = machine;
        this.random = (machine.id + 1) * 0x9E3779B9;
    }

    /** Looks and spins for the P of this M; null if nothing came. */
    @Nullable
    Runnable search(Processor p) {
        Runnable item = steal(p);
        return item != null ? item : spin(p);
    }

    private @Nullable Runnable spin(Processor p) {
        long start = scheduler.now();
        long limit = allowance(start);
        long now = start;
        long lookAt = start + LOCAL_LOOKS_NANOS;
        Runnable item = null;
        while (item == null && now - start < limit && !scheduler.needsCarrier()) {
            for (int i = 0; i < PAUSES; i++) {
                Thread.onSpinWait();
            }
            now = scheduler.now();
            item = scheduler.global().pollShare(p.queue, scheduler.parallelism());
            if (item == null && now >= lookAt) {
                lookAt = now + LOCAL_LOOKS_NANOS;
                if (scheduler.hasWork()) {
                    item = steal(p);
                }
            }
        }
        credit -= now - start;
        misses = item == null ? (misses + 1) % TRY_AGAIN : 0;
        return item;
    }

    private long allowance(long now) {
        SpinBudget budget = scheduler.config().spin();
        credit = Math.min(budget.maxNanos(), credit + (long) ((now - creditedAt) * budget.share()));
        creditedAt = now;
        int halvings = budget.share() == 1 ? 0 : Math.min(misses, HALVINGS);
        return Math.min(credit, budget.maxNanos() >> halvings);
    }

    private @Nullable Runnable steal(Processor p) {
        for (int round = 0; round < ROUNDS; round++) {
            Runnable item = round(p, round == ROUNDS - 1);
            if (item != null) {
                p.countSteal();
                scheduler.eagerness().found();
                return item;
            }
        }
        return null;
    }

    private @Nullable Runnable round(Processor p, boolean last) {
        Processor[] all = scheduler.processors().all();
        int n = all.length;
        int r = nextRandom();
        int at = Integer.remainderUnsigned(r, n);
        int step = coprime(n, r >>> 16);
        for (int i = 0; i < n; i++) {
            Processor victim = all[at];
            at = (at + step) % n;
            if (victim == p) {
                if (last && p.timers.earliest() != Timers.NEVER && machine.runTimers(p)) {
                    return machine.pollLocal(p);
                }
                continue;
            }
            Runnable item = isToBeShared(victim, last) ? victim.queue.stealHalf(p.queue) : null;
            if (item == null && last) {
                item = stealLast(p, victim);
            }
            if (item != null) {
                return item;
            }
        }
        return null;
    }

    /** Whether the victim's ring holds more than just a few goroutines that were parked, or it does not get to them. */
    private boolean isToBeShared(Processor victim, boolean last) {
        Runnable oldest = victim.queue.peekHead();
        return oldest != null && (oldest instanceof Task || victim.queue.length() > FEW || !isMoving(victim, last));
    }

    /** Whether the victim runs one item after the other, which only the last round takes the time to find out. */
    private boolean isMoving(Processor victim, boolean last) {
        return victim.status() == Processor.Status.RUNNING && !(last && standsStill(victim));
    }

    private @Nullable Runnable stealLast(Processor p, Processor victim) {
        if (victim.timers.earliest() != Timers.NEVER && machine.runTimers(victim)) {
            Runnable item = machine.pollLocal(p); // what the timers made runnable is now here
            if (item != null) {
                return item;
            }
        }
        Runnable seen = victim.queue.peekNext();
        if (seen == null || isMoving(victim, true)) {
            return null;
        }
        return victim.queue.stealNext(seen) ? seen : null;
    }

    @SuppressWarnings("ThreadPriorityCheck") // a yield helps whatever the priorities are
    private boolean standsStill(Processor victim) {
        int tick = victim.tick();
        long start = scheduler.now();
        do {
            Thread.onSpinWait(); // without a look: the victim writes these lines at every step
        } while (scheduler.now() - start < RUNNEXT_BACK_OFF_NANOS);
        if (victim.tick() != tick) {
            return false;
        }
        Thread.yield(); // the victim may stand still because this M has just taken its processor
        return victim.tick() == tick;
    }

    private int nextRandom() {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return random;
    }

    /** A step from 1 to n that has no divisor in common with n. */
    private static int coprime(int n, int r) {
        int step = 1 + r % n;
        while (gcd(step, n) != 1) {
            step = step % n + 1;
        }
        return step;
    }

    private static int gcd(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int t = x % y;
            x = y;
            y = t;
        }
        return x;
    }
}
