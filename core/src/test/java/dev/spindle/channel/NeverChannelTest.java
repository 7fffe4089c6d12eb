package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The nil column of Go's truth table. */
class NeverChannelTest {

    private final Channel<String> channel = Channel.never();

    @ParameterizedTest
    @EnumSource
    void sendAndReceive_waitUntilInterrupted(Kind kind) throws Exception {
        for (Beside.Body body : List.<Beside.Body>of(
                () -> channel.send("a"),
                channel::receive,
                channel::receiveOrNull,
                () -> channel.send("a", Duration.ofDays(1)))) {
            Beside<Void> waiting = Beside.run(kind, body).awaitWaiting();
            waiting.thread().interrupt();
            assertThatThrownBy(waiting::result).hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void triesAndTimedForms_doNothing() throws Exception {
        assertThat(channel.trySend("a")).isFalse();
        assertThat(channel.tryReceive()).isNull();
        assertThat(channel.send("a", Duration.ofMillis(1))).isFalse();
        assertThat(channel.receive(Duration.ofMillis(1))).isNull();
        assertThat(channel.drainTo(new ArrayList<>(), 1)).isZero();
        assertThat(channel.length()).isZero();
        assertThat(channel.capacity()).isZero();
        assertThat(channel.isClosed()).isFalse();
    }

    @Test
    void close_isRefused() {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(channel::close);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> channel.close(new Exception()));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(channel::cancel);
    }

    @Test
    void select_passesItOver() throws Exception {
        Channel<String> other = Channel.buffered(1);
        Select select = Select.fair();
        ReceiveCase<String> never = select.receive(channel);
        SendCase<String> neverSent = select.send(channel);
        neverSent.offer("a");
        ReceiveCase<String> open = select.receive(other);
        assertThat(select.trySelect()).isNull();
        assertThat(select.select(Duration.ofMillis(1))).isNull();
        assertThat(never.isEnabled()).isFalse();
        assertThat(neverSent.isEnabled()).isFalse();
        other.send("b");
        assertThat(select.select()).isSameAs(open);
    }
}
