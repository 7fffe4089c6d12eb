package dev.spindle.benchmarks.workload;

/** Computing that no compiler takes away. */
final class Work {

    /** Rounds that take about half a microsecond on a processor of today. */
    static final int HALF_A_MICROSECOND = 500;

    private static final long MULTIPLIER = 6_364_136_223_846_793_005L;

    /** Read, so that no compiler knows where a computation begins; always 1. */
    private static volatile long seed = 1;

    private Work() {}

    /** Computes for some rounds, each about a nanosecond. No compiler makes one of many, as it does of mere sums and products. */
    static void compute(int rounds) {
        long x = seed;
        for (int i = 0; i < rounds; i++) {
            x = (x * MULTIPLIER) ^ (x >>> 32);
        }
        if (x == 0) {
            seed = 1; // so that the end of the computation has a use
        }
    }

    /** Calls itself so often; each call keeps values across the next one that no compiler can do without. */
    static long recurse(int depth) {
        long a = seed;
        long b = seed + depth;
        long c = seed + a;
        if (depth == 0) {
            return a + b - c;
        }
        long deeper = recurse(depth - 1);
        return deeper + (b - a - depth) + (c - a);
    }

    /** Computes until a while has passed. */
    static void spin(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }
}
