package dev.spindle.channel;

import java.time.Duration;
import java.util.Objects;

/** Waiting times in nanoseconds. */
final class Nanos {

    /** A wait without an end. */
    static final long FOREVER = Long.MAX_VALUE;

    private static final Duration LONGEST = Duration.ofNanos(FOREVER);

    private Nanos() {}

    /** A timeout in nanoseconds: {@link #FOREVER} if that exceeds a long (292 years), 0 if it is negative. */
    static long of(Duration timeout) {
        return of(timeout, "timeout");
    }

    /** As {@link #of(Duration)}, for another name of what may not be null. */
    static long of(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative()) {
            return 0;
        }
        return duration.compareTo(LONGEST) >= 0 ? FOREVER : duration.toNanos();
    }
}
