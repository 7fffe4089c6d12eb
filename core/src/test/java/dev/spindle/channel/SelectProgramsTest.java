package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spindle.Go;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Go's own test programs show of its select, on goroutines. */
@Timeout(120)
class SelectProgramsTest {

    private static final int TRIALS = 10_000;

    /** The probability of being outside by chance is one in a million. */
    private static final double TOLERANCE = 4.891676 / (2 * Math.sqrt(TRIALS));

    @Test
    void fairness_twoReadyReceives_areTakenEquallyOften() throws Exception {
        Channel<Integer> one = Channel.buffered(TRIALS + 1);
        Channel<Integer> two = Channel.buffered(TRIALS + 1);
        for (int i = 0; i <= TRIALS; i++) {
            one.send(1);
            two.send(2);
        }
        Select select = Select.fair();
        ReceiveCase<Integer> first = select.receive(Channel.unbuffered()); // never ready
        ReceiveCase<Integer> fromOne = select.receive(one);
        ReceiveCase<Integer> fromTwo = select.receive(two);
        int ones = 0;
        for (int i = 0; i < TRIALS; i++) {
            SelectCase chosen = select.select();
            assertThat(chosen).isNotSameAs(first).isIn(fromOne, fromTwo);
            ones += chosen == fromOne ? 1 : 0;
        }
        assertThat(ones / (double) TRIALS).isCloseTo(0.5, within(TOLERANCE));
    }

    @Test
    void fairness_twoReadySends_areTakenEquallyOften() throws Exception {
        Channel<Integer> bits = Channel.buffered(TRIALS);
        Select select = Select.fair();
        SendCase<Integer> zero = select.send(bits);
        SendCase<Integer> one = select.send(bits);
        for (int i = 0; i < TRIALS; i++) {
            zero.offer(0);
            one.offer(1);
            select.select();
        }
        int ones = 0;
        for (int i = 0; i < TRIALS; i++) {
            ones += bits.receive();
        }
        assertThat(ones / (double) TRIALS).isCloseTo(0.5, within(TOLERANCE));
    }

    @Test
    void atomicity_oneChannelAlwaysReady_defaultIsNeverTaken() throws Exception {
        Channel<Integer> one = Channel.buffered(1);
        Channel<Integer> two = Channel.buffered(1);
        one.send(0);
        AtomicBoolean over = new AtomicBoolean();
        // puts an element into one channel before it takes one out of the other, to and fro
        Beside<Void> mover = Beside.run(Kind.PLATFORM, () -> {
            Channel<Integer> from = one;
            Channel<Integer> to = two;
            while (!over.get()) {
                to.trySend(0);
                from.tryReceive();
                Channel<Integer> next = from;
                from = to;
                to = next;
            }
        });
        Beside<Integer> selector = Beside.call(Kind.GOROUTINE, () -> {
            Select select = Select.fair();
            ReceiveCase<Integer> fromOne = select.receive(one);
            select.receive(two);
            int defaults = 0;
            for (int i = 0; i < 1_000_000; i++) {
                SelectCase chosen = select.trySelect();
                if (chosen == null) {
                    defaults++;
                } else {
                    (chosen == fromOne ? one : two).trySend(0); // before it looks again
                }
            }
            return defaults;
        });
        assertThat(selector.result()).isZero();
        over.set(true);
        mover.result();
    }

    @Test
    void atomicity_closedInsteadOfSent_defaultIsNeverTaken() throws Exception {
        for (int i = 0; i < 100_000; i++) {
            Channel<Integer> c1 = Channel.buffered(1);
            Channel<Integer> c2 = Channel.unbuffered();
            Channel<Boolean> found = Channel.buffered(1);
            c1.send(1);
            Go.go(() -> {
                Select select = Select.fair();
                select.receive(c1);
                select.receive(c2);
                found.send(select.trySelect() != null);
            });
            c2.close();
            c1.tryReceive();
            assertThat(found.receive()).isTrue();
        }
    }

    @Test
    void selfSelect_bothSidesOfOneChannel_onlyTheOtherIsMet() throws Exception {
        for (int capacity : new int[] {0, 10}) {
            Channel<Integer> channel = Channel.buffered(capacity);
            List<Beside<Void>> parties = new ArrayList<>();
            for (int p = 0; p < 2; p++) {
                int party = p;
                parties.add(Beside.run(Kind.GOROUTINE, () -> {
                    Select select = Select.fair();
                    SendCase<Integer> send = select.send(channel);
                    ReceiveCase<Integer> receive = select.receive(channel);
                    for (int i = 0; i < 1_000; i++) {
                        if (party == 0 || i % 2 == 0) {
                            send.offer(party);
                        }
                        SelectCase chosen = select.select();
                        if (chosen == receive && channel.capacity() == 0) {
                            assertThat(receive.element()).isEqualTo(1 - party);
                        }
                    }
                    channel.close();
                }));
            }
            boolean oneEnded = false;
            for (Beside<Void> party : parties) {
                try {
                    party.result();
                    oneEnded = true;
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(ChannelClosedException.class); // the other one ended first
                }
            }
            assertThat(oneEnded).isTrue();
        }
    }

    @Test
    void stress_singleOperationsAndSelects_onFourChannels() throws Exception {
        int rounds = 10_000;
        List<Channel<Integer>> channels =
                List.of(Channel.unbuffered(), Channel.unbuffered(), Channel.buffered(2), Channel.buffered(3));
        List<Beside<Void>> all = new ArrayList<>();
        for (Channel<Integer> channel : channels) {
            all.add(Beside.run(Kind.GOROUTINE, () -> {
                for (int i = 0; i < rounds; i++) {
                    channel.send(0);
                }
            }));
            all.add(Beside.run(Kind.GOROUTINE, () -> {
                for (int i = 0; i < rounds; i++) {
                    channel.receive();
                }
            }));
        }
        all.add(Beside.run(Kind.GOROUTINE, () -> {
            Select select = Select.fair();
            List<SendCase<Integer>> sends = new ArrayList<>();
            channels.forEach(channel -> sends.add(select.send(channel)));
            int[] left = {rounds, rounds, rounds, rounds};
            sends.forEach(send -> send.offer(0));
            for (int i = 0; i < 4 * rounds; i++) {
                int chosen = indexOf(select.select(), sends);
                if (--left[chosen] > 0) {
                    sends.get(chosen).offer(0);
                }
            }
        }));
        all.add(Beside.run(Kind.GOROUTINE, () -> {
            Select select = Select.fair();
            List<ReceiveCase<Integer>> receives = new ArrayList<>();
            channels.forEach(channel -> receives.add(select.receive(channel)));
            int[] left = {rounds, rounds, rounds, rounds};
            for (int i = 0; i < 4 * rounds; i++) {
                int chosen = indexOf(select.select(), receives);
                assertThat(receives.get(chosen).element()).isZero();
                if (--left[chosen] == 0) {
                    receives.get(chosen).disable();
                }
            }
        }));
        for (Beside<Void> each : all) {
            each.result();
        }
        channels.forEach(channel -> assertThat(channel.length()).isZero());
    }

    private static int indexOf(SelectCase chosen, List<? extends SelectCase> cases) {
        for (int i = 0; i < cases.size(); i++) {
            if (cases.get(i) == chosen) {
                return i;
            }
        }
        throw new AssertionError("not one of these");
    }

    @Test
    void losers_manyOnOneChannel_leaveInLinearTime() throws Exception {
        dequeueLosers(1_000);
        double ratio = Double.MAX_VALUE;
        for (int attempt = 0; attempt < 5 && ratio > 3.5; attempt++) {
            long small = dequeueLosers(10_000);
            long large = dequeueLosers(20_000);
            ratio = large / (double) small; // 2 if linear, 4 if quadratic
        }
        assertThat(ratio).isLessThan(3.5);
    }

    /** Time for n selects, which wait on a channel in common, to be woken by channels of their own. */
    private static long dequeueLosers(int n) throws Exception {
        Channel<Integer> common = Channel.unbuffered();
        List<Channel<Integer>> own = new ArrayList<>();
        AtomicInteger waiting = new AtomicInteger();
        Channel<Integer> done = Channel.buffered(n);
        for (int i = 0; i < n; i++) {
            Channel<Integer> mine = Channel.unbuffered();
            own.add(mine);
            Go.go(() -> {
                Select select = Select.fair();
                select.receive(common);
                ReceiveCase<Integer> receive = select.receive(mine);
                waiting.incrementAndGet();
                select.select();
                done.send(receive.element());
            });
        }
        Beside.await(() -> waiting.get() == n);
        long start = System.nanoTime();
        for (int i = n - 1; i >= 0; i--) {
            own.get(i).send(i);
        }
        for (int i = 0; i < n; i++) {
            done.receive();
        }
        long time = System.nanoTime() - start;
        assertThat(common.trySend(0)).isFalse();
        return time;
    }

    @Test
    void waiting_hundredThousandSelects_othersMakeProgress() throws Exception {
        int n = 100_000;
        Channel<Integer> quit = Channel.unbuffered();
        Channel<Integer> never = Channel.unbuffered();
        AtomicInteger waiting = new AtomicInteger();
        Channel<Integer> done = Channel.unlimited();
        for (int i = 0; i < n; i++) {
            Go.go(() -> {
                Select select = Select.fair();
                select.receive(never);
                select.receive(quit);
                waiting.incrementAndGet();
                select.select();
                done.send(1);
            });
        }
        Beside.await(() -> waiting.get() == n);
        Channel<Integer> numbers = Channel.buffered(8);
        Beside<Void> sender = Beside.run(Kind.GOROUTINE, () -> {
            for (int i = 0; i < 100_000; i++) {
                numbers.send(i);
            }
            numbers.close();
        });
        int received = 0;
        for (int number : numbers) {
            assertThat(number).isEqualTo(received++);
        }
        sender.result();
        assertThat(done.length()).isZero();
        quit.close();
        for (int i = 0; i < n; i++) {
            done.receive();
        }
    }

    @Test
    void doubleSelect_oneSenderFourSelectors_nothingIsDoubled() throws Exception {
        int n = 20_000;
        List<Channel<Integer>> inputs =
                List.of(Channel.unbuffered(), Channel.unbuffered(), Channel.unbuffered(), Channel.unbuffered());
        Channel<Integer> merged = Channel.unbuffered();
        Beside<Void> sender = Beside.run(Kind.GOROUTINE, () -> {
            Select select = Select.fair();
            List<SendCase<Integer>> sends = new ArrayList<>();
            inputs.forEach(channel -> sends.add(select.send(channel)));
            for (int i = 0; i < n; i++) {
                int element = i;
                sends.forEach(send -> send.offer(element));
                select.select();
            }
            inputs.forEach(Channel::close);
        });
        AtomicInteger open = new AtomicInteger(inputs.size());
        for (Channel<Integer> input : inputs) {
            Go.go(() -> {
                for (int element : input) {
                    merged.send(element);
                }
                if (open.decrementAndGet() == 0) {
                    merged.close();
                }
            });
        }
        boolean[] seen = new boolean[n];
        for (int element : merged) {
            assertThat(seen[element]).isFalse();
            seen[element] = true;
        }
        sender.result();
        assertThat(seen).doesNotContain(false);
    }
}
