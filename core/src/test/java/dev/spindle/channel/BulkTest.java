package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code sendAll} and {@code drainTo}. */
@Timeout(60)
class BulkTest {

    private static final int RUN = Batch.MOST;

    private final List<Integer> undelivered = new ArrayList<>();
    private final List<Integer> received = new ArrayList<>();
    private final ChannelListener<Integer> listener = new ChannelListener<>() {
        @Override
        public void undelivered(Integer element) {
            undelivered.add(element);
        }

        @Override
        public void received(Integer element) {
            received.add(element);
        }
    };

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void sendAll_severalSenders_runsStayTogether() throws Exception {
        int runs = 5_000;
        int senders = 3;
        Channel<Integer> channel = Channel.unlimited();
        List<Beside<Void>> all = new ArrayList<>();
        for (int s = 0; s < senders; s++) {
            int sender = s;
            all.add(Beside.run(Kind.PLATFORM, () -> {
                for (int run = 0; run < runs; run++) {
                    int first = (sender * runs + run) * RUN;
                    channel.sendAll(range(first, first + RUN));
                }
            }));
        }
        for (Beside<Void> each : all) {
            each.result();
        }
        for (int run = 0; run < senders * runs; run++) {
            int first = channel.receive();
            assertThat(first % RUN).isZero();
            for (int i = 1; i < RUN; i++) {
                assertThat(channel.receive()).isEqualTo(first + i);
            }
        }
    }

    @Test
    void drainTo_severalReceivers_runsStayTogether() throws Exception {
        int elements = 1_000_000;
        Channel<Integer> channel = Channel.unlimited();
        channel.sendAll(range(0, elements));
        channel.close();
        List<Beside<Integer>> drains = new ArrayList<>();
        for (int d = 0; d < 3; d++) {
            drains.add(Beside.call(Kind.PLATFORM, () -> {
                int count = 0;
                List<Integer> drained = new ArrayList<>();
                while (count(channel, drained) > 0) {
                    int first = drained.getFirst();
                    assertThat(drained).isEqualTo(range(first, first + drained.size()));
                    count += drained.size();
                    drained.clear();
                }
                return count;
            }));
        }
        int total = 0;
        for (Beside<Integer> drain : drains) {
            total += drain.result();
        }
        assertThat(total).isEqualTo(elements);
    }

    private static int count(Channel<Integer> channel, List<Integer> target) {
        try {
            return channel.drainTo(target, RUN);
        } catch (ChannelClosedException e) {
            return 0;
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendAll_moreThanFits_waitsAndKeepsTheOrder(Kind kind) throws Exception {
        for (int capacity : new int[] {0, 1, 3, RUN, 200}) {
            Channel<Integer> channel = Channel.buffered(capacity);
            Beside<Void> sender = Beside.run(kind, () -> channel.sendAll(range(0, 1_000)));
            List<Integer> all = new ArrayList<>();
            while (all.size() < 1_000) {
                all.add(channel.receive());
                channel.drainTo(all, all.size() % 5);
            }
            sender.result();
            assertThat(all).isEqualTo(range(0, 1_000));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendAll_waitingReceivers_areServedInOrder(Kind kind) throws Exception {
        Channel<Integer> channel = Channel.buffered(2);
        List<Beside<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            receivers.add(Beside.call(kind, channel::receive));
            int waiting = i + 1;
            Beside.await(() -> channel.stats().parkedReceives() == waiting);
        }
        channel.sendAll(range(0, 102));
        for (int i = 0; i < 100; i++) {
            assertThat(receivers.get(i).result()).isEqualTo(i);
        }
        assertThat(channel.length()).isEqualTo(2);
    }

    @Test
    void sendAll_null_isNamedAfterThoseBefore() {
        Channel<Integer> channel = Channel.unlimited();
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> channel.sendAll(Arrays.asList(1, 2, null, 3)))
                .withMessage("element");
        assertThat(channel.length()).isEqualTo(2);
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> channel.sendAll(null))
                .withMessage("elements");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Channel.<Integer>never().sendAll(null))
                .withMessage("elements");
    }

    @Test
    void sendAll_empty_doesNothing() throws Exception {
        Channel<Integer> channel = Channel.unbuffered();
        channel.close();
        channel.sendAll(List.of());
    }

    @ParameterizedTest
    @EnumSource
    void sendAll_interrupted_thoseBeforeAreSent(Kind kind) throws Exception {
        Channel<Integer> channel = Channel.buffered(3);
        Beside<Void> sender =
                Beside.run(kind, () -> channel.sendAll(range(0, 5))).awaitWaiting();
        sender.thread().interrupt();
        assertThatThrownBy(sender::result).hasCauseInstanceOf(InterruptedException.class);
        channel.close();
        assertThat(channel).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void sendAll_closedMeanwhile_thoseBeforeAreSent(Kind kind) throws Exception {
        Channel<Integer> channel = Channel.buffered(3);
        Beside<Void> sender =
                Beside.run(kind, () -> channel.sendAll(range(0, 5))).awaitWaiting();
        channel.close();
        assertThatThrownBy(sender::result).hasCauseInstanceOf(ChannelClosedException.class);
        assertThat(channel).containsExactly(0, 1, 2);
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> channel.sendAll(List.of(1)));
    }

    @Test
    void sendAll_fromAChannel_passesEachElementOnAtOnce() throws Exception {
        Channel<Integer> in = Channel.unbuffered();
        Channel<Integer> out = Channel.unbuffered();
        Beside<Void> pump = Beside.run(Kind.VIRTUAL, () -> out.sendAll(in));
        for (int i = 0; i < 10; i++) {
            in.send(i);
            assertThat(out.receive()).isEqualTo(i);
        }
        in.close();
        pump.result();
    }

    @Test
    void sendAll_droppingChannel_neverWaits() throws Exception {
        Channel<Integer> oldest = Channel.dropOldest(3, listener);
        oldest.sendAll(range(0, 8));
        assertThat(undelivered).containsExactly(0, 1, 2, 3, 4);
        undelivered.clear();
        Channel<Integer> latest = Channel.dropLatest(3, listener);
        latest.sendAll(range(0, 8));
        assertThat(undelivered).containsExactly(3, 4, 5, 6, 7);
        assertThat(oldest.stats().dropped()).isEqualTo(5);
    }

    @Test
    void drainTo_bufferAndWaitingSenders_takesAllInOrder() throws Exception {
        for (int capacity : new int[] {0, 3}) {
            Channel<Integer> channel = Channel.buffered(capacity, listener);
            channel.sendAll(range(0, capacity));
            List<Beside<Void>> senders = new ArrayList<>();
            for (int i = capacity; i < 100; i++) {
                int element = i;
                senders.add(Beside.run(Kind.GOROUTINE, () -> channel.send(element)));
                Beside.await(() -> channel.stats().parkedSends() == element - capacity + 1);
            }
            List<Integer> drained = new ArrayList<>();
            assertThat(channel.drainTo(drained, 10)).isEqualTo(10);
            assertThat(channel.length()).isEqualTo(capacity);
            assertThat(channel.drainTo(drained, Integer.MAX_VALUE)).isEqualTo(90);
            assertThat(channel.drainTo(drained, 100)).isZero();
            assertThat(drained).isEqualTo(range(0, 100)).isEqualTo(received);
            for (Beside<Void> sender : senders) {
                sender.result();
            }
            received.clear();
        }
    }

    @Test
    void drainTo_nothingWanted_takesNothing() throws Exception {
        Channel<Integer> channel = Channel.buffered(1);
        channel.send(1);
        assertThat(channel.drainTo(new ArrayList<>(), 0)).isZero();
        assertThat(channel.drainTo(new ArrayList<>(), -1)).isZero();
        assertThat(channel.length()).isEqualTo(1);
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> channel.drainTo(null, 1))
                .withMessage("target");
    }

    @Test
    void drainTo_targetRefuses_theRestGoesToTheListener() throws Exception {
        Channel<Integer> channel = Channel.unlimited(listener);
        channel.sendAll(range(0, RUN + 10));
        ArrayBlockingQueue<Integer> target = new ArrayBlockingQueue<>(2);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> channel.drainTo(target, Integer.MAX_VALUE))
                .withMessage("Queue full");
        assertThat(target).containsExactly(0, 1);
        assertThat(received).containsExactly(0, 1, 2);
        assertThat(undelivered).isEqualTo(range(3, RUN));
        assertThat(channel.stats().dropped()).isEqualTo(RUN - 3);
        assertThat(channel.length()).isEqualTo(10);
    }

    @Test
    void drainTo_ticker_takesTheTickThatIsDue() {
        AtomicInteger now = new AtomicInteger();
        Receiver<Instant> ticker = new TickChannel(10, 10, now::get);
        List<Instant> ticks = new ArrayList<>();
        assertThat(ticker.drainTo(ticks, 5)).isZero();
        now.set(35);
        assertThat(ticker.drainTo(ticks, 5)).isEqualTo(1);
        assertThat(ticker.drainTo(ticks, 5)).isZero();
        ticker.cancel();
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> ticker.drainTo(ticks, 5));
    }
}
