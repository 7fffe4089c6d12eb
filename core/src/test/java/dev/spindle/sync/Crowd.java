package dev.spindle.sync;

import dev.spindle.Testing;
import dev.spindle.channel.Beside;
import dev.spindle.channel.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Some threads of random kinds that do the same, while another interrupts them at random: only in the beginning, so that
 * in the end nothing but what they do gets them out of their waits.
 */
final class Crowd {

    private static final int LONGEST_INTERRUPTING_NANOS = 3_000_000;

    private static final Duration[] TIMEOUTS = {Duration.ZERO, Duration.ofNanos(2_000), Duration.ofNanos(100_000)};

    /** What each does. */
    @FunctionalInterface
    interface Body {
        void run(Party party) throws Exception;
    }

    /** One of them. */
    static final class Party {

        private final Random random;
        private Thread thread;

        Party(Random random) {
            this.random = random;
        }

        Random random() {
            return random;
        }

        Duration timeout() {
            return TIMEOUTS[random.nextInt(TIMEOUTS.length)];
        }

        /** Keeps its thread busy for a moment, now and then its processor free. */
        void work() {
            int kind = random.nextInt(8);
            if (kind == 0) {
                Thread.yield();
            } else if (kind < 3) {
                spin(random.nextInt(5_000));
            }
        }

        void spin(long nanos) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                Thread.onSpinWait();
            }
        }

        private synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }

        /** After null nobody interrupts it any more. */
        private synchronized void setThread(Thread thread) {
            this.thread = thread;
        }
    }

    /** One round of a stress test. */
    @FunctionalInterface
    interface Round {
        void run(Random random) throws Exception;
    }

    /** Runs rounds for the time of a stress test, each by a seed of its own, and tells how many. */
    static int rounds(Class<?> test, Round round) throws Exception {
        Duration time = Testing.stressTime(Duration.ofMillis(1_200));
        long seed = Testing.seed(test);
        long start = System.nanoTime();
        int rounds = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            try {
                round.run(new Random(seed + rounds));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("the round of -Dspindle.test.seed=" + (seed + rounds), e);
            }
            rounds++;
        }
        return rounds;
    }

    private final Random random;
    private final Body body;
    private final List<Party> parties = new ArrayList<>();

    Crowd(Random random, int size, Body body) {
        this.random = random;
        this.body = body;
        for (int i = 0; i < size; i++) {
            parties.add(new Party(new Random(random.nextLong())));
        }
    }

    /** Runs until all have ended. */
    void run() throws Exception {
        List<Beside<Void>> running = new ArrayList<>();
        for (Party party : parties) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            running.add(Beside.run(kind, () -> {
                party.setThread(Thread.currentThread());
                try {
                    body.run(party);
                } finally {
                    party.setThread(null);
                    Thread.interrupted();
                }
            }));
        }
        Party interrupter = new Party(random);
        long start = System.nanoTime();
        long length = random.nextInt(LONGEST_INTERRUPTING_NANOS);
        while (System.nanoTime() - start < length) {
            parties.get(random.nextInt(parties.size())).interrupt();
            interrupter.spin(random.nextInt(100_000));
            Thread.yield();
        }
        for (Beside<Void> each : running) {
            each.result();
        }
    }
}
