package dev.spindle;

import java.time.Duration;
import java.util.Objects;

/** Durations as nanoseconds. */
final class Durations {

    private Durations() {}

    /** Nanoseconds, as many as fit a long. */
    static long nanos(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
