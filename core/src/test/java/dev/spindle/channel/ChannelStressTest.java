package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.Testing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random senders, receivers and selects on threads of every kind and runtimes of 1 to 8 Ps, on channels of every flavour,
 * with timeouts, interrupts, cancels of goroutines, closes and cancels of channels: each element that a send accepted is
 * received or given to the listener, exactly once, and no other is. What one thread sends through one channel reaches
 * another thread in its order.
 *
 * <p>The seed replays what each round consists of and what each of its threads tries, and which case each select looks at
 * first; not who comes first. A failure names the seed of its round.
 */
@Timeout(120)
class ChannelStressTest {

    private static final Duration TIME = Testing.stressTime(Duration.ofSeconds(3));
    private static final int PS = 8;
    private static final int CHANNELS = 4;

    private final List<GoRuntime> runtimes = new ArrayList<>();

    @AfterEach
    void closeAll() {
        runtimes.forEach(GoRuntime::close);
    }

    @Test
    void randomOperations_everyAcceptedElement_hasOneFate() throws Exception {
        for (int ps = 1; ps <= PS; ps++) {
            runtimes.add(GoRuntime.builder().parallelism(ps).build());
        }
        long seed = Seed.next(ChannelStressTest.class);
        long start = System.nanoTime();
        int rounds = 0;
        long accepted = 0;
        while (System.nanoTime() - start < TIME.toNanos()) {
            Random random = new Random(seed + rounds);
            try {
                accepted += new Round(random, runtimes.get(random.nextInt(PS))).run();
            } catch (Exception | AssertionError e) {
                throw new AssertionError("the round of -Dspindle.test.seed=" + (seed + rounds), e);
            }
            rounds++;
        }
        System.out.println("ChannelStressTest " + rounds + " rounds, " + accepted + " elements accepted");
        assertThat(accepted).isPositive();
    }

    /** Something under way, and how to interrupt it. */
    private record Running(CompletableFuture<Void> end, Runnable interrupt) {}

    private static final class Round {

        private final Random random;
        private final GoRuntime runtime;
        private final List<Channel<Integer>> channels = new ArrayList<>();
        private final List<StressParty> parties = new ArrayList<>();
        private final StressBooks books = new StressBooks();
        private final CompletableFuture<Void> event = new CompletableFuture<>();

        Round(Random random, GoRuntime runtime) {
            this.random = random;
            this.runtime = runtime;
            for (int i = 0; i < CHANNELS; i++) {
                channels.add(randomChannel());
            }
            int count = 2 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                parties.add(new StressParty(i, count, channels, books, event, new Random(random.nextLong())));
            }
        }

        private Channel<Integer> randomChannel() {
            return switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> Channel.buffered(0, books);
                case 4, 5 -> Channel.buffered(1 + random.nextInt(4), books);
                case 6 -> Channel.unlimited(books);
                case 7 -> Channel.conflated(books);
                case 8 -> Channel.dropOldest(1 + random.nextInt(3), books);
                default -> Channel.dropLatest(1 + random.nextInt(3), books);
            };
        }

        long run() throws Exception {
            List<Running> running = new ArrayList<>();
            for (StressParty party : parties) {
                running.add(start(party, random.nextInt(5)));
            }
            long start = System.nanoTime();
            long length = TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(30));
            while (System.nanoTime() - start < length) {
                running.get(random.nextInt(running.size())).interrupt.run();
                disturb(random.nextInt(200));
                pause(random.nextInt(100_000));
            }
            parties.forEach(StressParty::end);
            channels.forEach(Channel::close);
            for (int i = 0; i < running.size(); i++) {
                awaitEnd(running.get(i), parties.get(i));
            }
            channels.forEach(Channel::cancel);
            return books.check(channels);
        }

        private void disturb(int what) {
            Channel<Integer> channel = channels.get(random.nextInt(CHANNELS));
            switch (what) {
                case 0 -> channel.close();
                case 1 -> channel.close(new IllegalStateException("closed for a reason"));
                case 2 -> channel.cancel();
                case 3 -> event.complete(null);
                default -> {}
            }
        }

        private Running start(StressParty party, int kind) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            Runnable body = () -> {
                try {
                    party.run();
                    end.complete(null);
                } catch (Throwable t) {
                    end.completeExceptionally(t);
                }
            };
            return switch (kind) {
                case 0 -> {
                    Kind.PLATFORM.start(body);
                    yield new Running(end, party::interrupt);
                }
                case 1 -> {
                    Kind.VIRTUAL.start(body);
                    yield new Running(end, party::interrupt);
                }
                case 2 -> {
                    runtime.execute(body);
                    yield new Running(end, party::interrupt);
                }
                default -> new Running(end, runtime.go(body::run)::cancel);
            };
        }

        /** A select may have nothing but disabled cases left, so that only an interrupt ends it. */
        private static void awaitEnd(Running running, StressParty party) throws Exception {
            long start = System.nanoTime();
            while (!running.end.isDone() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60)) {
                party.interrupt();
                pause(10_000);
            }
            running.end.get(1, TimeUnit.SECONDS);
        }

        /** Lets the others work, mostly between interrupts and sometimes right after one. */
        @SuppressWarnings("ThreadPriorityCheck") // there are fewer processors than threads
        private static void pause(long nanos) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                Thread.yield();
            }
        }
    }
}
