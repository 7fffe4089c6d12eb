package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random senders, receivers and selects on threads of every kind, on channels of every flavour, with timeouts, interrupts,
 * closes and cancels: each element that a send accepted is received or given to the listener, exactly once, and no
 * other is.
 */
@Timeout(120)
class ChannelStressTest {

    private static final Duration TIME = Duration.ofSeconds(4);
    private static final int ELEMENTS = 50_000;
    private static final List<Kind> KINDS = List.of(Kind.values());

    @Test
    void randomOperations_everyAcceptedElement_hasOneFate() throws Exception {
        long seed = Seed.next(ChannelStressTest.class);
        long start = System.nanoTime();
        int rounds = 0;
        long accepted = 0;
        while (System.nanoTime() - start < TIME.toNanos()) {
            accepted += new Round(new Random(seed + rounds)).run();
            rounds++;
        }
        System.out.println("ChannelStressTest " + rounds + " rounds, " + accepted + " elements accepted");
        assertThat(accepted).isPositive();
    }

    private static final class Round {

        private final Random random;
        private final List<Channel<Integer>> channels = new ArrayList<>();
        private final List<Party> parties = new ArrayList<>();
        private final AtomicInteger lastElement = new AtomicInteger(-1);
        private final AtomicIntegerArray accepted = new AtomicIntegerArray(ELEMENTS);
        private final AtomicIntegerArray received = new AtomicIntegerArray(ELEMENTS);
        private final AtomicIntegerArray heardOf = new AtomicIntegerArray(ELEMENTS);
        private final AtomicIntegerArray undelivered = new AtomicIntegerArray(ELEMENTS);
        private volatile boolean over;

        Round(Random random) {
            this.random = random;
            ChannelListener<Integer> listener = new ChannelListener<>() {
                @Override
                public void undelivered(Integer element) {
                    undelivered.incrementAndGet(element);
                }

                @Override
                public void received(Integer element) {
                    heardOf.incrementAndGet(element);
                }
            };
            for (int i = 0; i < 4; i++) {
                channels.add(randomChannel(listener));
            }
            int count = 2 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                Kind kind = KINDS.get(random.nextInt(KINDS.size()));
                parties.add(new Party(this, kind, new Random(random.nextLong())));
            }
        }

        private Channel<Integer> randomChannel(ChannelListener<Integer> listener) {
            return switch (random.nextInt(8)) {
                case 0, 1, 2 -> Channel.buffered(0, listener);
                case 3, 4 -> Channel.buffered(1 + random.nextInt(4), listener);
                case 5 -> Channel.unlimited(listener);
                case 6 -> Channel.dropOldest(1 + random.nextInt(2), listener);
                default -> Channel.dropLatest(1 + random.nextInt(2), listener);
            };
        }

        long run() throws Exception {
            List<Beside<Void>> running = new ArrayList<>();
            for (Party party : parties) {
                running.add(Beside.run(party.kind, party::run));
            }
            long start = System.nanoTime();
            long length = TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(30));
            while (System.nanoTime() - start < length) {
                parties.get(random.nextInt(parties.size())).interrupt();
                if (random.nextInt(100) == 0) {
                    Channel<Integer> channel = channels.get(random.nextInt(channels.size()));
                    boolean closed = random.nextBoolean() ? channel.close() : channel.cancel();
                    assertThat(closed || channel.isClosed()).isTrue();
                }
                pause(random.nextInt(100_000));
            }
            over = true;
            channels.forEach(Channel::close);
            for (Beside<Void> each : running) {
                each.result();
            }
            channels.forEach(Channel::cancel);
            return check();
        }

        /** Lets the others work, mostly between interrupts and sometimes right after one. */
        @SuppressWarnings("ThreadPriorityCheck") // there are fewer processors than threads
        private static void pause(long nanos) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                Thread.yield();
            }
        }

        private long check() {
            long total = 0;
            for (int e = 0; e <= Math.min(lastElement.get(), ELEMENTS - 1); e++) {
                assertThat(received.get(e) + undelivered.get(e))
                        .as("element %d", e)
                        .isEqualTo(accepted.get(e));
                assertThat(heardOf.get(e)).isEqualTo(received.get(e));
                total += accepted.get(e);
            }
            return total;
        }
    }

    /** One thread of a round. */
    private static final class Party {

        private static final Duration[] TIMEOUTS = {Duration.ZERO, Duration.ofNanos(1_000), Duration.ofNanos(50_000)};

        private final Round round;
        private final Kind kind;
        private final Random random;
        private @Nullable Thread thread;

        Party(Round round, Kind kind, Random random) {
            this.round = round;
            this.kind = kind;
            this.random = random;
        }

        synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }

        private synchronized void setThread(@Nullable Thread thread) {
            this.thread = thread;
        }

        void run() {
            setThread(Thread.currentThread());
            Select select = random.nextBoolean() ? Select.fair() : Select.ordered();
            List<ReceiveCase<Integer>> receives = new ArrayList<>();
            List<SendCase<Integer>> sends = new ArrayList<>();
            for (Channel<Integer> channel : round.channels) {
                for (int copies = random.nextInt(3); copies > 0; copies--) {
                    receives.add(select.receive(channel));
                    sends.add(select.send(channel));
                }
            }
            while (!round.over) {
                Channel<Integer> channel = round.channels.get(random.nextInt(round.channels.size()));
                try {
                    switch (random.nextInt(4)) {
                        case 0 -> send(channel);
                        case 1 -> receive(channel);
                        default -> select(select, receives, sends);
                    }
                } catch (InterruptedException | ChannelClosedException e) {
                    Thread.onSpinWait(); // it did nothing, which the books will show
                }
            }
            setThread(null);
            Thread.interrupted();
        }

        private void send(Channel<Integer> channel) throws InterruptedException {
            int element = round.lastElement.incrementAndGet();
            if (element >= ELEMENTS) {
                return;
            }
            boolean sent = switch (random.nextInt(3)) {
                case 0 -> {
                    channel.send(element);
                    yield true;
                }
                case 1 -> channel.send(element, timeout());
                default -> channel.trySend(element);
            };
            if (sent) {
                round.accepted.incrementAndGet(element);
            }
        }

        private void receive(Channel<Integer> channel) throws InterruptedException {
            Integer element = switch (random.nextInt(4)) {
                case 0 -> channel.receive();
                case 1 -> channel.receiveOrNull();
                case 2 -> channel.receive(timeout());
                default -> channel.tryReceive();
            };
            if (element != null) {
                round.received.incrementAndGet(element);
            }
        }

        private void select(Select select, List<ReceiveCase<Integer>> receives, List<SendCase<Integer>> sends)
                throws InterruptedException {
            if (receives.isEmpty()) {
                return;
            }
            List<Integer> offered = new ArrayList<>();
            for (SendCase<Integer> send : sends) {
                int element = random.nextBoolean() ? round.lastElement.incrementAndGet() : ELEMENTS;
                offered.add(element);
                if (element < ELEMENTS) {
                    send.offer(element);
                }
            }
            try {
                SelectCase chosen = switch (random.nextInt(3)) {
                    case 0 -> select.select();
                    case 1 -> select.select(timeout());
                    default -> select.trySelect();
                };
                for (int i = 0; i < sends.size(); i++) {
                    if (chosen == sends.get(i)) {
                        round.accepted.incrementAndGet(offered.get(i));
                    }
                    if (chosen == receives.get(i)) {
                        Integer element = receives.get(i).elementOrNull();
                        if (element != null) {
                            round.received.incrementAndGet(element);
                        }
                    }
                }
            } finally {
                sends.forEach(SendCase::withdraw);
            }
        }

        private Duration timeout() {
            return TIMEOUTS[random.nextInt(TIMEOUTS.length)];
        }
    }
}
