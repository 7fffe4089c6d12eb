package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CloseEventTest {

    @Test
    void closed_byEitherSide_happens() {
        List<Consumer<Channel<String>>> ways =
                List.of(Channel::close, channel -> channel.close(new IOException()), Channel::cancel);
        for (Consumer<Channel<String>> way : ways) {
            AtomicInteger told = new AtomicInteger();
            Channel<String> channel = Channel.buffered(1);
            SelectEvent closed = channel.closed();
            assertThat(channel.closed()).isSameAs(closed);
            closed.subscribe(told::incrementAndGet);
            assertThat(closed.hasHappened()).isFalse();
            channel.trySend("left");
            assertThat(told).hasValue(0);
            way.accept(channel);
            assertThat(closed.hasHappened()).isTrue();
            way.accept(channel);
            assertThat(told).hasValue(1);
        }
    }

    @Test
    void closed_ofAClosedChannel_hasHappened() {
        Channel<String> channel = Channel.unbuffered();
        channel.close();
        AtomicInteger told = new AtomicInteger();
        channel.closed().subscribe(told::incrementAndGet);
        assertThat(told).hasValue(1);
        assertThat(channel.closed().hasHappened()).isTrue();
    }

    @Test
    void unsubscribe_beforeTheEvent_isToldNothing() {
        Channel<String> channel = Channel.unbuffered();
        AtomicInteger told = new AtomicInteger();
        Runnable wake = told::incrementAndGet;
        channel.closed().subscribe(wake);
        channel.closed().unsubscribe(wake);
        channel.close();
        assertThat(told).hasValue(0);
    }

    @Test
    void select_overIt_endsASenderThatHasNothingToSend() throws Exception {
        Channel<String> channel = Channel.unbuffered();
        Beside<Boolean> sender = Beside.call(Kind.GOROUTINE, () -> {
            Select select = Select.fair();
            EventCase closed = select.event(channel.closed());
            return select.select() == closed;
        });
        sender.awaitWaiting();
        channel.cancel();
        assertThat(sender.result()).isTrue();
    }

    @Test
    void subscribe_racingWithTheClose_isAlwaysTold() throws Exception {
        Race.run(CloseEventTest.class, 50_000, Kind.PLATFORM, () -> {
            Channel<String> channel = Channel.unbuffered();
            AtomicInteger told = new AtomicInteger();
            return new Race.Lap(
                    () -> channel.closed().subscribe(told::incrementAndGet), channel::close, () -> told.get() > 0);
        });
    }

    @Test
    void closed_ofNever_neverHappens() {
        SelectEvent closed = Channel.never().closed();
        closed.subscribe(() -> {
            throw new AssertionError();
        });
        closed.unsubscribe(() -> {});
        assertThat(closed.hasHappened()).isFalse();
    }
}
