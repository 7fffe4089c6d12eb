package dev.spindle.benchmarks.harness;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much time goes into a figure.
 *
 * @param name for logs
 * @param forks processes for each figure
 * @param warmups iterations that are thrown away
 * @param warmup how long each of those lasts at least
 * @param iterations iterations that count
 * @param iteration how long each of those lasts at least
 * @param reps repetitions in a process of the Go program
 * @param limit after which time no further case begins, or null
 */
record Effort(
        String name,
        int forks,
        int warmups,
        Duration warmup,
        int iterations,
        Duration iteration,
        int reps,
        @Nullable Duration limit) {

    static final Effort QUICK = new Effort(
            "quick",
            1,
            2,
            Duration.ofMillis(250),
            3,
            Duration.ofMillis(100),
            3,
            Duration.ofMinutes(8).plusSeconds(30));

    static final Effort FULL = new Effort("full", 3, 4, Duration.ofSeconds(1), 5, Duration.ofMillis(500), 5, null);

    boolean isQuick() {
        return limit != null;
    }

    Effort withForks(int n) {
        return new Effort(name, n, warmups, warmup, iterations, iteration, reps, limit);
    }

    /** About how long a JMH process takes. */
    Duration process() {
        return warmup.multipliedBy(warmups)
                .plus(iteration.multipliedBy(iterations))
                .plusMillis(1_000);
    }
}
