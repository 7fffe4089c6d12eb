package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spindle.Go;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
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
        select.receive(Channel.unbuffered()); // never ready
        select.receive(Channel.unbuffered());
        ReceiveCase<Integer> fromOne = select.receive(one);
        ReceiveCase<Integer> fromTwo = select.receive(two);
        int ones = 0;
        for (int i = 0; i < TRIALS; i++) {
            SelectCase chosen = select.select();
            assertThat(chosen).isIn(fromOne, fromTwo);
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
    void fairness_randomSends_bothValuesArrive() throws Exception {
        int n = 100;
        for (int capacity : new int[] {0, n}) {
            Channel<Integer> channel = Channel.buffered(capacity);
            Beside<Integer> receiver = Beside.call(Kind.GOROUTINE, () -> {
                int ones = 0;
                for (int i = 0; i < n; i++) {
                    Go.yield();
                    ones += channel.receive();
                }
                return ones;
            });
            Select select = Select.fair();
            SendCase<Integer> one = select.send(channel);
            SendCase<Integer> zero = select.send(channel);
            for (int i = 0; i < n; i++) {
                one.offer(1);
                zero.offer(0);
                select.select();
            }
            assertThat(receiver.result()).isGreaterThan(n / 10).isLessThan(n - n / 10);
        }
    }

    @Test
    void fairness_casesOfOneChannelThatWait_areCompletedEquallyOften() throws Exception {
        RingChannel<Integer> channel = new RingChannel<>(0, null);
        Beside<Integer> selector = Beside.call(Kind.PLATFORM, () -> {
            Select select = Select.fair();
            ReceiveCase<Integer> one = select.receive(channel);
            select.receive(channel);
            int ones = 0;
            for (int i = 0; i < TRIALS; i++) {
                ones += select.select() == one ? 1 : 0;
            }
            return ones;
        });
        for (int i = 0; i < TRIALS; i++) {
            while (!channel.trySend(i)) { // which meets a select that waits
                Thread.onSpinWait();
            }
        }
        assertThat(selector.result() / (double) TRIALS).isCloseTo(0.5, within(TOLERANCE));
    }

    @Test
    void sends_eachAllowedOnce_goOnceEach() throws Exception {
        Channel<Integer> a = Channel.buffered(1);
        Channel<Integer> b = Channel.buffered(1);
        Select select = Select.fair();
        SendCase<Integer> toA = select.send(a);
        SendCase<Integer> toB = select.send(b);
        for (int round = 0; round < 100; round++) {
            toA.offer(1);
            toB.offer(2);
            int sent = 0;
            while (select.trySelect() != null) { // a case that was chosen has nothing left to send
                sent++;
            }
            assertThat(sent).isEqualTo(2);
            assertThat(a.receive() | b.receive()).isEqualTo(3);
            toA.offer(1);
            assertThat(select.select()).isSameAs(toA);
            assertThat(select.trySelect()).isNull();
            assertThat(a.receive()).isEqualTo(1);
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
        int rounds = 100_000;
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
    void doubleSelect_oneSenderFourSelectors_nothingIsDoubled() throws Exception {
        int n = 100_000;
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
