package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Go's truth table of a channel's operations, on every kind of thread, and what Java adds to it. */
class ChannelTest {

    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource
    void send_unbufferedWithoutReceiver_waitsForOne(Kind kind) throws Exception {
        Channel<String> channel = Channel.unbuffered();
        Beside<Void> sender = Beside.run(kind, () -> channel.send("a")).awaitWaiting();

        assertThat(channel.trySend("b")).isFalse();
        assertThat(channel.length()).isZero();
        assertThat(channel.receive()).isEqualTo("a");
        sender.result();
    }

    @ParameterizedTest
    @EnumSource
    void receive_empty_waitsForSend(Kind kind) throws Exception {
        for (int capacity : new int[] {0, 1, 5}) {
            Channel<String> channel = Channel.buffered(capacity);
            Beside<String> receiver = Beside.call(kind, channel::receive).awaitWaiting();

            assertThat(channel.tryReceive()).isNull();
            assertThat(channel.trySend("a")).isTrue();
            assertThat(channel.length()).isZero();
            assertThat(receiver.result()).isEqualTo("a");
        }
    }

    @ParameterizedTest
    @EnumSource
    void send_fullBuffer_waitsAndKeepsTheOrder(Kind kind) throws Exception {
        Channel<Integer> channel = Channel.buffered(2);
        channel.send(1);
        channel.send(2);
        Beside<Void> sender = Beside.run(kind, () -> channel.send(3)).awaitWaiting();

        assertThat(channel.trySend(4)).isFalse();
        assertThat(channel.receive()).isEqualTo(1);
        sender.result();
        assertThat(channel.length()).isEqualTo(2);
        assertThat(channel.receive()).isEqualTo(2);
        assertThat(channel.receive()).isEqualTo(3);
        assertThat(channel.tryReceive()).isNull();
    }

    @Test
    void buffer_everyCapacity_isFirstInFirstOut() throws Exception {
        for (int capacity = 0; capacity < 200; capacity++) {
            Channel<Integer> channel = Channel.buffered(capacity);
            assertThat(channel.capacity()).isEqualTo(capacity);
            for (int start = 0; start < 2; start++) { // the second time around, the ring begins elsewhere
                for (int i = 0; i < capacity; i++) {
                    assertThat(channel.length()).isEqualTo(i);
                    assertThat(channel.trySend(i)).isTrue();
                }
                assertThat(channel.trySend(-1)).isFalse();
                for (int i = 0; i < capacity - 1; i++) {
                    assertThat(channel.receive()).isEqualTo(i);
                }
                if (capacity > 0) {
                    assertThat(channel.tryReceive()).isEqualTo(capacity - 1);
                }
                assertThat(channel.tryReceive()).isNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void transfer_everyCapacity_losesNothingAndKeepsTheOrder(Kind kind) throws Exception {
        for (int capacity = 0; capacity < 200; capacity += kind == Kind.PLATFORM ? 19 : 1) {
            Channel<Integer> channel = Channel.buffered(capacity);
            Beside<Void> sender = Beside.run(kind, () -> {
                for (int i = 0; i < 500; i++) {
                    channel.send(i);
                }
                channel.close();
            });
            int expected = 0;
            for (int element : channel) {
                assertThat(element).isEqualTo(expected++);
            }
            assertThat(expected).isEqualTo(500);
            sender.result();
        }
    }

    @Test
    void unlimited_manySends_neverWait() throws Exception {
        Channel<Integer> channel = Channel.unlimited();
        for (int i = 0; i < 100_000; i++) {
            assertThat(channel.trySend(i)).isTrue();
        }
        assertThat(channel.capacity()).isEqualTo(Integer.MAX_VALUE);
        assertThat(channel.length()).isEqualTo(100_000);
        for (int i = 0; i < 100_000; i++) {
            assertThat(channel.receive()).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void closed_send_throws(int capacity) {
        Channel<String> channel = Channel.buffered(capacity);
        assertThat(channel.isClosed()).isFalse();
        assertThat(channel.close()).isTrue();
        assertThat(channel.close()).isFalse();
        assertThat(channel.close(new Exception())).isFalse();

        assertThat(channel.isClosed()).isTrue();
        assertThatExceptionOfType(ChannelClosedException.class)
                .isThrownBy(() -> channel.send("a"))
                .withMessage("send on closed channel")
                .withNoCause();
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> channel.trySend("a"));
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> channel.send("a", LONG));
    }

    @Test
    void closed_receive_drainsAndMeetsTheEnd() throws Exception {
        Channel<String> channel = Channel.buffered(5);
        for (String s : List.of("a", "b", "c", "d", "e")) {
            channel.send(s);
        }
        channel.close();

        assertThat(channel.length()).isEqualTo(5);
        assertThat(channel.receive()).isEqualTo("a");
        assertThat(channel.receiveOrNull()).isEqualTo("b");
        assertThat(channel.tryReceive()).isEqualTo("c");
        assertThat(channel.receive(SHORT)).isEqualTo("d");
        assertThat(channel).containsExactly("e");
        assertThatExceptionOfType(ChannelClosedException.class)
                .isThrownBy(channel::receive)
                .withMessage("receive from closed channel");
        assertThat(channel.receiveOrNull()).isNull();
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(channel::tryReceive);
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> channel.receive(SHORT));
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> channel.drainTo(new ArrayList<>(), 1));
        assertThat(channel).isEmpty();
    }

    @Test
    void closedWithCause_receive_drainsAndThrowsTheCause() throws Exception {
        Exception cause = new Exception("broken");
        Channel<String> channel = Channel.buffered(1);
        channel.send("a");
        assertThat(channel.close(cause)).isTrue();

        List<String> received = new ArrayList<>();
        assertThatExceptionOfType(ChannelClosedException.class)
                .isThrownBy(() -> channel.forEach(received::add))
                .withCause(cause);
        assertThat(received).containsExactly("a");
        assertThatExceptionOfType(ChannelClosedException.class)
                .isThrownBy(channel::receive)
                .withCause(cause);
        assertThatExceptionOfType(ChannelClosedException.class)
                .isThrownBy(channel::receiveOrNull)
                .withCause(cause);
        assertThatExceptionOfType(ChannelClosedException.class)
                .isThrownBy(channel::tryReceive)
                .withCause(cause);
        assertThatExceptionOfType(ChannelClosedException.class)
                .isThrownBy(() -> channel.send("b"))
                .withCause(cause);
    }

    @ParameterizedTest
    @EnumSource
    void close_waitingReceivers_wakesAll(Kind kind) throws Exception {
        Channel<String> channel = Channel.unbuffered();
        List<Beside<String>> receivers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            receivers.add(Beside.call(kind, i % 2 == 0 ? channel::receiveOrNull : () -> channel.receive(LONG)));
        }
        Beside.await(() -> channel.stats().parkedReceives() == 20);
        channel.close();
        for (int i = 0; i < 20; i++) {
            Beside<String> receiver = receivers.get(i);
            if (i % 2 == 0) {
                assertThat(receiver.result()).isNull();
            } else {
                assertThatThrownBy(receiver::result).hasCauseInstanceOf(ChannelClosedException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_waitingSenders_wakesAllWithAnException(Kind kind) throws Exception {
        Channel<Integer> channel = Channel.buffered(1);
        channel.send(0);
        List<Beside<Void>> senders = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            int element = i;
            senders.add(Beside.run(kind, () -> channel.send(element)));
        }
        Beside.await(() -> channel.stats().parkedSends() == 20);
        channel.close();
        for (Beside<Void> sender : senders) {
            assertThatThrownBy(sender::result).hasCauseInstanceOf(ChannelClosedException.class);
        }
        assertThat(channel).containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource
    void waitingSenders_several_areServedInOrder(Kind kind) throws Exception {
        for (int capacity = 0; capacity < 3; capacity++) {
            Channel<Integer> channel = Channel.buffered(capacity);
            for (int i = 0; i < 20; i++) {
                int element = i;
                int waiting = Math.max(0, i + 1 - capacity);
                Beside.run(kind, () -> channel.send(element));
                Beside.await(() -> channel.stats().parkedSends() == waiting
                        && channel.length() == Math.min(element + 1, channel.capacity()));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(channel.receive()).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitingReceivers_several_areServedInOrder(Kind kind) throws Exception {
        Channel<Integer> channel = Channel.buffered(3);
        List<Beside<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int waiting = i + 1;
            receivers.add(Beside.call(kind, channel::receive));
            Beside.await(() -> channel.stats().parkedReceives() == waiting);
        }
        for (int i = 0; i < 20; i++) {
            channel.send(i);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(receivers.get(i).result()).isEqualTo(i);
        }
    }

    @Test
    void timedForms_timeRunsOut_didNothing() throws Exception {
        Channel<String> channel = Channel.unbuffered();
        long start = System.nanoTime();
        assertThat(channel.send("a", SHORT)).isFalse();
        assertThat(channel.receive(SHORT)).isNull();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(2 * SHORT.toNanos());
        assertThat(channel.send("a", Duration.ZERO)).isFalse();
        assertThat(channel.receive(Duration.ofSeconds(-1))).isNull();
        assertThat(channel.tryReceive()).isNull();
        assertThat(channel.trySend("b")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void timedForms_partnerComes_succeed(Kind kind) throws Exception {
        Channel<String> channel = Channel.unbuffered();
        Duration centuries = Duration.ofSeconds(Long.MAX_VALUE);
        Beside<Boolean> sender =
                Beside.call(kind, () -> channel.send("a", centuries)).awaitWaiting();
        assertThat(channel.receive(LONG)).isEqualTo("a");
        assertThat(sender.result()).isTrue();
        Beside<String> receiver = Beside.call(kind, () -> channel.receive(LONG)).awaitWaiting();
        assertThat(channel.send("b", LONG)).isTrue();
        assertThat(receiver.result()).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource
    void interrupt_whileWaiting_didNothing(Kind kind) throws Exception {
        Channel<String> channel = Channel.unbuffered();
        for (Beside.Body body : List.<Beside.Body>of(
                () -> channel.send("a"),
                () -> channel.send("a", LONG),
                channel::receive,
                () -> channel.receive(LONG))) {
            Beside<Boolean> waiting = Beside.call(kind, () -> {
                try {
                    body.run();
                } catch (InterruptedException e) {
                    return Thread.currentThread().isInterrupted();
                }
                throw new AssertionError("not interrupted");
            });
            waiting.awaitWaiting().thread().interrupt();
            assertThat(waiting.result()).isFalse();
            assertThat(channel.tryReceive()).isNull();
            assertThat(channel.trySend("b")).isFalse();
        }
    }

    @Test
    void interrupt_beforeTheOperation_didNothing() throws Exception {
        Channel<String> channel = Channel.buffered(2);
        channel.send("a");
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> channel.send("b"));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(channel::receive);
        Thread.currentThread().interrupt();
        assertThat(channel.trySend("b")).isTrue();
        assertThat(channel.tryReceive()).isEqualTo("a");
        assertThat(channel.length()).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void iteration_interrupted_throwsAndKeepsTheFlag() throws Exception {
        Channel<String> channel = Channel.unbuffered();
        Beside<Boolean> loop = Beside.call(Kind.VIRTUAL, () -> {
            try {
                channel.forEach(s -> {});
            } catch (CancellationException e) {
                return e.getCause() instanceof InterruptedException
                        && Thread.currentThread().isInterrupted();
            }
            return false;
        });
        loop.awaitWaiting().thread().interrupt();
        assertThat(loop.result()).isTrue();
    }

    @Test
    void iterator_hasNextTwice_takesOneElement() throws Exception {
        Channel<String> channel = Channel.buffered(2);
        channel.sendAll(List.of("a", "b"));
        channel.close();
        var iterator = channel.iterator();
        assertThat(iterator.hasNext()).isTrue();
        assertThat(iterator.hasNext()).isTrue();
        assertThat(iterator.next()).isEqualTo("a");
        assertThat(iterator.next()).isEqualTo("b");
        assertThat(iterator.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
    }

    @Test
    void cancel_bufferedElements_goToTheListener() throws Exception {
        List<Integer> undelivered = new ArrayList<>();
        List<Integer> received = new ArrayList<>();
        Channel<Integer> channel = Channel.buffered(3, new ChannelListener<Integer>() {
            @Override
            public void undelivered(Integer element) {
                undelivered.add(element);
            }

            @Override
            public void received(Integer element) {
                received.add(element);
            }
        });
        channel.sendAll(List.of(1, 2, 3));
        Beside<Void> sender = Beside.run(Kind.VIRTUAL, () -> channel.send(4)).awaitWaiting();
        channel.receive();
        sender.result();

        assertThat(channel.cancel()).isTrue();
        assertThat(channel.cancel()).isFalse();
        assertThat(undelivered).containsExactly(2, 3, 4);
        assertThat(received).containsExactly(1);
        assertThat(channel.stats()).isEqualTo(new ChannelStats(1, 0, 3));
        assertThat(channel.receiveOrNull()).isNull();
    }

    @Test
    void cancel_listenerThrows_tellsOfAllTheSame() {
        List<Integer> undelivered = new ArrayList<>();
        Channel<Integer> channel = Channel.unlimited(element -> {
            undelivered.add(element);
            throw new IllegalStateException("no. " + element);
        });
        channel.trySend(1);
        channel.trySend(2);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(channel::cancel)
                .withMessage("no. 1")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(undelivered).containsExactly(1, 2);
    }

    @Test
    void badInput_isNamed() {
        Channel<String> channel = Channel.buffered(1);
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> channel.send(null))
                .withMessage("element");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> channel.trySend(null))
                .withMessage("element");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> channel.send("a", null))
                .withMessage("timeout");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> channel.receive(null))
                .withMessage("timeout");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> channel.close(null))
                .withMessage("cause");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Channel.buffered(1, null))
                .withMessage("listener");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Channel.after(null))
                .withMessage("delay");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Channel.ticker(null))
                .withMessage("period");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Channel.ticker(Duration.ofSeconds(-1)))
                .withMessage("the period of a ticker is not positive: PT-1S");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Channel.dropOldest(0))
                .withMessage("a channel that drops elements needs a capacity of 1 or more");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(Channel.never()::close)
                .withMessage("close of Channel.never()");
        channel.close();
        assertThatExceptionOfType(ChannelClosedException.class)
                .isThrownBy(() -> channel.send("a"))
                .withMessage("send on closed channel");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Channel.buffered(-1))
                .withMessage("capacity is negative: -1");
    }

    @Test
    void send_interruptedOrReceived_neverBoth() throws ExecutionException, Exception {
        for (int round = 0; round < 5_000; round++) {
            Channel<Integer> channel = Channel.unbuffered();
            Beside<Boolean> sender = Beside.call(Kind.VIRTUAL, () -> {
                try {
                    channel.send(1);
                    return true;
                } catch (InterruptedException e) {
                    return false;
                }
            });
            Thread thread = sender.thread();
            Beside<Integer> receiver = Beside.call(Kind.VIRTUAL, channel::tryReceive);
            thread.interrupt();
            boolean received = receiver.result() != null;
            assertThat(sender.result()).isEqualTo(received);
        }
    }

    @Test
    void receive_interruptedOrDelivered_neverBoth() throws Exception {
        for (int round = 0; round < 5_000; round++) {
            Channel<Integer> channel = Channel.unbuffered();
            Beside<Boolean> receiver = Beside.call(Kind.VIRTUAL, () -> {
                try {
                    return channel.receive() == 1;
                } catch (InterruptedException e) {
                    return false;
                }
            });
            Thread thread = receiver.thread();
            Beside<Boolean> sender = Beside.call(Kind.VIRTUAL, () -> channel.trySend(1));
            thread.interrupt();
            assertThat(receiver.result()).isEqualTo(sender.result());
        }
    }
}
