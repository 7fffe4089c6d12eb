package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Go's truth table: send, receive and close on a channel that is never ready, open and not ready, open and ready, closed;
 * with and without a default; for all capacities from 0 to 199 and on every kind of thread.
 */
@Timeout(120)
class TruthTableTest {

    private static final int CAPACITIES = 200;

    static Stream<Arguments> sends() {
        return Operation.sends().flatMap(TruthTableTest::onEachKind);
    }

    static Stream<Arguments> receives() {
        return Operation.receives().flatMap(TruthTableTest::onEachKind);
    }

    private static Stream<Arguments> onEachKind(Operation operation) {
        return Stream.of(Kind.values()).map(kind -> Arguments.of(operation, kind));
    }

    @ParameterizedTest
    @MethodSource({"sends", "receives"})
    void never_isNeverReady(Operation operation, Kind kind) throws Exception {
        assertNotReady(operation, kind, Channel.never());
    }

    @ParameterizedTest
    @MethodSource("sends")
    void send_full_waitsOrTakesTheDefault(Operation send, Kind kind) throws Exception {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> channel = filled(capacity, capacity);
            assertNotReady(send, kind, channel);
            assertHolds(channel, capacity);
        }
    }

    @ParameterizedTest
    @MethodSource("sends")
    void send_room_goesIn(Operation send, Kind kind) throws Exception {
        for (int capacity = 1; capacity < CAPACITIES; capacity++) {
            Channel<Integer> channel = filled(capacity, capacity - 1);
            assertReady(send, kind, channel);
            assertThat(channel.length()).isEqualTo(capacity);
            assertHolds(channel, capacity - 1);
            assertThat(channel.tryReceive()).isEqualTo(Operation.ELEMENT);
        }
    }

    @ParameterizedTest
    @MethodSource("sends")
    void send_waitingReceiver_isMet(Operation send, Kind kind) throws Exception {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> channel = Channel.buffered(capacity);
            Beside<Integer> receiver =
                    Beside.call(Kind.VIRTUAL, channel::receive).awaitWaiting();
            assertReady(send, kind, channel);
            assertThat(receiver.result()).isEqualTo(Operation.ELEMENT);
            assertThat(channel.length()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("sends")
    void send_closed_throws(Operation send, Kind kind) throws Exception {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> channel = filled(capacity, capacity / 2);
            channel.close();
            assertClosed(send, kind, channel);
            assertHolds(channel, capacity / 2);
        }
    }

    @ParameterizedTest
    @MethodSource("receives")
    void receive_empty_waitsOrTakesTheDefault(Operation receive, Kind kind) throws Exception {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> channel = Channel.buffered(capacity);
            assertNotReady(receive, kind, channel);
            assertThat(channel.length()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("receives")
    void receive_bufferedElement_isTaken(Operation receive, Kind kind) throws Exception {
        for (int capacity = 1; capacity < CAPACITIES; capacity++) {
            Channel<Integer> channel = Channel.buffered(capacity);
            channel.send(Operation.ELEMENT);
            assertReady(receive, kind, channel);
            assertThat(channel.length()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("receives")
    void receive_waitingSender_isMet(Operation receive, Kind kind) throws Exception {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> channel = Channel.buffered(capacity);
            channel.sendAll(IntStream.rangeClosed(1, capacity)
                    .mapToObj(i -> i == 1 ? Operation.ELEMENT : i)
                    .toList());
            int last = capacity == 0 ? Operation.ELEMENT : capacity + 1;
            Beside<Void> sender =
                    Beside.run(Kind.VIRTUAL, () -> channel.send(last)).awaitWaiting();
            assertReady(receive, kind, channel);
            sender.result();
            assertThat(channel.length()).isEqualTo(capacity);
            for (int i = 2; i <= capacity + 1; i++) {
                assertThat(channel.tryReceive()).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("receives")
    void receive_closed_drainsAndMeetsTheEnd(Operation receive, Kind kind) throws Exception {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> channel = Channel.buffered(capacity);
            int elements = Math.min(2, capacity);
            for (int i = 0; i < elements; i++) {
                channel.send(Operation.ELEMENT);
            }
            channel.close();
            for (int left = elements; left > 0; left--) {
                assertThat(channel.length()).isEqualTo(left);
                assertReady(receive, kind, channel);
            }
            assertClosed(receive, kind, channel);
            assertClosed(receive, kind, channel);
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_never_isRefused(Kind kind) {
        Beside<Boolean> closer = Beside.call(kind, Channel.never()::close);
        assertThatThrownBy(closer::result).hasCauseInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void close_openOrClosed_saysWhich(Kind kind) throws Exception {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> channel = filled(capacity, capacity);
            assertThat(channel.isClosed()).isFalse();
            assertThat(Beside.call(kind, channel::close).result()).isTrue();
            assertThat(channel.isClosed()).isTrue();
            assertThat(Beside.call(kind, channel::close).result()).isFalse();
            assertHolds(channel, capacity);
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_waitingReceivers_wakesAll(Kind kind) throws Exception {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> channel = Channel.buffered(capacity);
            assertCloseWakes(kind, channel, Operation.receives());
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_waitingSenders_wakesAll(Kind kind) throws Exception {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> channel = filled(capacity, capacity);
            assertCloseWakes(kind, channel, Operation.sends());
            assertHolds(channel, capacity);
        }
    }

    private static void assertCloseWakes(Kind kind, Channel<Integer> channel, Stream<Operation> operations)
            throws Exception {
        List<Beside<Integer>> waiting = new ArrayList<>();
        for (Operation operation : operations.filter(each -> !each.hasDefault()).toList()) {
            waiting.add(Beside.call(kind, () -> operation.run(channel)).awaitWaiting());
        }
        assertThat(Beside.call(kind, channel::close).result()).isTrue();
        for (Beside<Integer> each : waiting) {
            assertThatThrownBy(each::result).hasCauseInstanceOf(ChannelClosedException.class);
        }
    }

    private static void assertReady(Operation operation, Kind kind, Channel<Integer> channel) throws Exception {
        assertThat(Beside.call(kind, () -> operation.run(channel)).result()).isEqualTo(Operation.ELEMENT);
    }

    private static void assertNotReady(Operation operation, Kind kind, Channel<Integer> channel) throws Exception {
        Beside<Integer> beside = Beside.call(kind, () -> operation.run(channel));
        if (operation.hasDefault()) {
            assertThat(beside.result()).isNull();
        } else {
            beside.awaitWaiting().thread().interrupt();
            assertThatThrownBy(beside::result).hasCauseInstanceOf(InterruptedException.class);
        }
    }

    private static void assertClosed(Operation operation, Kind kind, Channel<Integer> channel) {
        Beside<Integer> beside = Beside.call(kind, () -> operation.run(channel));
        assertThatThrownBy(beside::result).hasCauseInstanceOf(ChannelClosedException.class);
    }

    /** A channel that holds 0, 1, 2 and so on. */
    private static Channel<Integer> filled(int capacity, int elements) {
        Channel<Integer> channel = Channel.buffered(capacity);
        for (int i = 0; i < elements; i++) {
            assertThat(channel.trySend(i)).isTrue();
        }
        return channel;
    }

    private static void assertHolds(Channel<Integer> channel, int elements) {
        for (int i = 0; i < elements; i++) {
            assertThat(channel.tryReceive()).isEqualTo(i);
        }
        if (!channel.isClosed() && channel.length() == 0) {
            assertThat(channel.tryReceive()).isNull();
        }
    }
}
