package dev.spindle.examples.webflux;

import java.time.Duration;

/**
 * Arithmetic that takes a processor a known time. It counts rounds instead of looking at the clock, so that it is the same
 * amount of work however many others compete for the processors.
 */
final class CpuWork {

    private static final long MEASURED_ROUNDS = 200_000;
    private static final int MEASUREMENTS = 200;
    private static final long HOG_SLICE = 10_000;

    private final long roundsPerMillisecond;

    private CpuWork(long roundsPerMillisecond) {
        this.roundsPerMillisecond = roundsPerMillisecond;
    }

    /** So many rounds a millisecond; 0 measures them, which takes some 100 ms. */
    static CpuWork of(long roundsPerMillisecond) {
        if (roundsPerMillisecond < 0) {
            throw new IllegalArgumentException(
                    "demo.rounds-per-millisecond must not be negative, not " + roundsPerMillisecond);
        }
        return new CpuWork(roundsPerMillisecond == 0 ? measure() : roundsPerMillisecond);
    }

    /** The best of many: what disturbs a measurement only slows it. */
    private static long measure() {
        long best = Long.MAX_VALUE;
        long sum = 0;
        for (int i = 0; i < MEASUREMENTS; i++) {
            long start = System.nanoTime();
            sum += run(MEASURED_ROUNDS, i);
            best = Math.min(best, System.nanoTime() - start);
        }
        // The sum is used, or the compiler would leave the work out.
        return sum == 0 ? 1 : Math.max(1, MEASURED_ROUNDS * 1_000_000 / Math.max(1, best));
    }

    long roundsPerMillisecond() {
        return roundsPerMillisecond;
    }

    /** Works for so many milliseconds of a processor. */
    long milliseconds(int milliseconds) {
        return run(roundsPerMillisecond * milliseconds, milliseconds);
    }

    /** Computes until the time is over, without a single blocking call. */
    static long hog(Duration time) {
        long start = System.nanoTime();
        long value = 1;
        while (System.nanoTime() - start < time.toNanos()) {
            value = run(HOG_SLICE, value);
        }
        return value;
    }

    /** Marsaglia's xorshift: no round can begin before the last has ended, and no compiler finds a shorter way. */
    private static long run(long rounds, long seed) {
        long value = seed | 1;
        for (long i = 0; i < rounds; i++) {
            value ^= value << 13;
            value ^= value >>> 7;
            value ^= value << 17;
        }
        return value;
    }
}
