package dev.spindle.reactor;

/** Seeds of random tests: printed, and taken back from {@code -Dspindle.test.seed}. */
final class Seed {

    private Seed() {}

    static long next(Class<?> test) {
        long seed = Long.getLong("spindle.test.seed", System.nanoTime());
        System.out.println(test.getSimpleName() + " -Dspindle.test.seed=" + seed);
        return seed;
    }
}
