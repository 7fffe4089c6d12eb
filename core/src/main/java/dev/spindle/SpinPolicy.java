package dev.spindle;

import dev.spindle.runtime.SpinBudget;
import java.util.concurrent.TimeUnit;

/**
 * How long a machine without work looks for some before it sleeps: wake-up latency against processor time.
 *
 * <p>Whatever the policy, an idle runtime ends up using no processor time at all.
 */
public enum SpinPolicy {

    /** Spins for up to a millisecond after the last piece of work: wake-ups in a fraction of a microsecond. */
    LATENCY(TimeUnit.MILLISECONDS.toNanos(1), 1.0),

    /** Spins for up to 50 µs at once and a tenth of the time in all, and ever less as long as that is in vain. The default. */
    BALANCED(TimeUnit.MICROSECONDS.toNanos(50), 0.1),

    /** Looks around four times, as Go does, and sleeps. */
    ECO(0, 0.0);

    private final long maxNanos;
    private final double share;

    SpinPolicy(long maxNanos, double share) {
        this.maxNanos = maxNanos;
        this.share = share;
    }

    SpinBudget budget() {
        return new SpinBudget(maxNanos, share);
    }
}
