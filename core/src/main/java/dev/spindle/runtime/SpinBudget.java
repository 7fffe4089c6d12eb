package dev.spindle.runtime;

/**
 * How much processor time an M may spend looking for work that is not there.
 *
 * @param maxNanos the longest spin at once, in nanoseconds; zero for Go's four rounds only
 * @param share spinning time in proportion to elapsed time, from 0 to 1, that an M earns back
 */
public record SpinBudget(long maxNanos, double share) {

    /** Checks the ranges. */
    public SpinBudget {
        if (maxNanos < 0 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "maxNanos must not be negative and share from 0 to 1, not " + maxNanos + " and " + share);
        }
    }
}
