package dev.spindle.runtime;

/**
 * Whether it pays to wake an M for a P's only runnable item, the one in its {@code runnext}.
 *
 * <p>Mostly it does not: a goroutine that hands something to another is about to park, and the P runs the other one itself, within
 * a fraction of the time that a wake-up takes. Spread over two Ps, such a pair runs several times slower. But a goroutine that
 * starts another and computes on needs the second P. So this learns: while searches for work come back empty, such items wake nobody;
 * one that had to be stolen makes wake-ups eager again. Meanwhile the timekeeper among the parked Ms takes naps, instead
 * of sleeping, as long as any P is busy, and looks after each; so an item waits beside an idle P for a nap at most, that is
 * 1 ms. Whatever comes in addition (a kicked {@code runnext}, a timer, a submit from outside) wakes at once.
 *
 * <p>The fields are hints: written without atomicity by any M, read by all.
 */
final class Eagerness {

    private static final int EAGER = 8;
    private static final long SHORTEST_NAP_NANOS = 50_000;
    private static final long LONGEST_NAP_NANOS = 1_000_000;

    private volatile int credit = EAGER;
    private volatile long napNanos = SHORTEST_NAP_NANOS;

    /** Whether a push into an empty {@code runnext} wakes an M. */
    boolean isEager() {
        return credit > 0;
    }

    /** For how long a parked M leaves busy Ps alone. */
    long napNanos() {
        return napNanos;
    }

    /** A search took work from another P. */
    void found() {
        if (credit != EAGER) {
            credit = EAGER;
        }
        if (napNanos != SHORTEST_NAP_NANOS) {
            napNanos = SHORTEST_NAP_NANOS;
        }
    }

    /** A search found nothing to take; true if that ends the eagerness, and the naps begin. */
    boolean foundNothing() {
        napNanos = Math.min(2 * napNanos, LONGEST_NAP_NANOS);
        int now = credit;
        if (now == 0) {
            return false;
        }
        credit = now - 1;
        return now == 1;
    }
}
