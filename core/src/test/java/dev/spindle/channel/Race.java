package dev.spindle.channel;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Races between this thread and one of another kind. Both wait for the start of each by spinning, and stagger by a few
 * nanoseconds: so they meet in the middle of what they do, and a race costs no wake-up.
 */
final class Race {

    private static final int LONGEST_STAGGER = 16;
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 20_000 : 1;
    private static final long PATIENCE_SECONDS = 60;
    private static final int OVER = -1;

    /** What each side does in one race, and what has to hold when both have done it. */
    record Lap(Beside.Body here, Beside.Body there, BooleanSupplier outcome) {}

    private Lap lap;
    private volatile int started;
    private volatile int ended;

    private Race() {}

    /** Returns after so many races, or throws after the first that did not go well. */
    static void run(Class<?> test, int races, Kind other, Supplier<Lap> next) throws Exception {
        Random random = new Random(Seed.next(test));
        Race race = new Race();
        Random theirs = new Random(random.nextLong());
        Beside<Void> beside = Beside.run(other, () -> race.runThere(theirs));
        try {
            for (int i = 1; i <= races; i++) {
                race.lap = next.get();
                race.started = i;
                stagger(random);
                race.lap.here.run();
                race.awaitEnd(i, beside);
                if (!race.lap.outcome.getAsBoolean()) {
                    throw new AssertionError("race " + i + " went wrong");
                }
            }
        } finally {
            race.started = OVER;
        }
        beside.result();
    }

    private void runThere(Random random) throws Exception {
        int last = 0;
        while (last != OVER) {
            long start = System.nanoTime();
            for (int spins = 1; started == last; spins++) {
                spin(spins, start);
            }
            last = started;
            if (last != OVER) {
                stagger(random);
                lap.there.run();
                ended = last;
            }
        }
    }

    private void awaitEnd(int round, Beside<Void> beside) throws Exception {
        long start = System.nanoTime();
        for (int spins = 1; ended != round; spins++) {
            spin(spins, start);
            if (beside.isDone()) {
                beside.result(); // throws what it threw
            }
        }
    }

    private static void stagger(Random random) {
        int spins = random.nextInt(LONGEST_STAGGER);
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // the other side may need this processor
    private static void spin(int spins, long start) {
        if (spins % SPINS != 0) {
            Thread.onSpinWait();
        } else if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
            throw new AssertionError("waited for " + PATIENCE_SECONDS + " s in vain");
        } else {
            Thread.yield();
        }
    }
}
