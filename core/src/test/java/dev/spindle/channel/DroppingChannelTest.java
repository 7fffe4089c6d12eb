package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DroppingChannelTest {

    @Test
    void conflated_severalSends_keepsTheNewest() throws Exception {
        Channel<Integer> channel = Channel.conflated();
        for (int i = 0; i < 10; i++) {
            channel.send(i);
        }
        assertThat(channel.capacity()).isEqualTo(1);
        assertThat(channel.length()).isEqualTo(1);
        assertThat(channel.receive()).isEqualTo(9);
        assertThat(channel.tryReceive()).isNull();
        assertThat(channel.stats()).isEqualTo(new ChannelStats(0, 0, 9));
    }

    @Test
    void dropOldest_full_dropsFromTheFront() throws Exception {
        List<Integer> lost = new ArrayList<>();
        Channel<Integer> channel = Channel.dropOldest(3, lost::add);
        channel.sendAll(List.of(1, 2, 3, 4, 5));
        channel.close();
        assertThat(channel).containsExactly(3, 4, 5);
        assertThat(lost).containsExactly(1, 2);
    }

    @Test
    void dropLatest_full_dropsWhatComes() throws Exception {
        List<Integer> lost = new ArrayList<>();
        Channel<Integer> channel = Channel.dropLatest(3, lost::add);
        for (int i = 1; i <= 5; i++) {
            assertThat(channel.trySend(i)).isTrue();
        }
        channel.close();
        assertThat(channel).containsExactly(1, 2, 3);
        assertThat(lost).containsExactly(4, 5);
    }

    @Test
    void send_waitingReceiver_getsTheElement() throws Exception {
        Channel<Integer> channel = Channel.conflated();
        Beside<Integer> receiver = Beside.call(Kind.VIRTUAL, channel::receive).awaitWaiting();
        channel.send(1);
        channel.send(2);
        assertThat(receiver.result()).isEqualTo(1);
        assertThat(channel.receive()).isEqualTo(2);
    }

    @Test
    void send_closed_throws() {
        Channel<Integer> channel = Channel.dropLatest(1);
        channel.trySend(1);
        channel.close();
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> channel.trySend(2));
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> channel.send(2));
    }

    @Test
    void capacity_zero_isRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Channel.dropOldest(0));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Channel.dropLatest(0, e -> {}));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Channel.dropLatest(-1));
    }
}
