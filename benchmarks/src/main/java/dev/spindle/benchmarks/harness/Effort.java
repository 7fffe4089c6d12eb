package dev.spindle.benchmarks.harness;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much time goes into a figure.
 *
 * @param name for logs
 * @param forks processes for each figure
 * @param warmups iterations that are thrown away
 * @param headlineWarmups the same for headlines
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
        int headlineWarmups,
        Duration warmup,
        int iterations,
        Duration iteration,
        int reps,
        @Nullable Duration limit) {

    static final Effort QUICK = new Effort(
            "quick",
            1,
            2,
            4,
            Duration.ofMillis(250),
            3,
            Duration.ofMillis(100),
            3,
            Duration.ofMinutes(8).plusSeconds(45));

    static final Effort FULL = new Effort("full", 3, 4, 4, Duration.ofSeconds(1), 5, Duration.ofMillis(500), 5, null);

    boolean isQuick() {
        return limit != null;
    }

    Effort withForks(int n) {
        return new Effort(name, n, warmups, headlineWarmups, warmup, iterations, iteration, reps, limit);
    }

    int warmups(Entry entry) {
        return entry.headline() ? headlineWarmups : warmups;
    }

    /** About how long a JMH process takes. */
    Duration process(Entry entry) {
        return warmup.multipliedBy(warmups(entry))
                .plus(iteration.multipliedBy(iterations))
                .plusMillis(1_000);
    }
}
