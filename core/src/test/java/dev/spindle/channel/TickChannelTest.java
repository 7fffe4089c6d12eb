package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TickChannelTest {

    private static final Duration PERIOD = Duration.ofMillis(3);

    @ParameterizedTest
    @EnumSource
    void after_receive_waitsForItsTime(Kind kind) throws Exception {
        long start = System.nanoTime();
        Receiver<Instant> after = Channel.after(PERIOD);
        Beside.call(kind, after::receive).result();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(PERIOD.toNanos());
        assertThat(after.tryReceive()).isNull();
        assertThat(after.receive(Duration.ofMillis(1))).isNull();
        assertThat(after.isClosed()).isFalse();
    }

    @Test
    void after_passed_isReadyAtOnce() throws Exception {
        assertThat(Channel.after(Duration.ZERO).tryReceive()).isNotNull();
        assertThat(Channel.after(Duration.ofSeconds(-1)).receive()).isNotNull();
    }

    @Test
    void after_farAway_timedReceiveGivesUpBefore() throws Exception {
        assertThat(Channel.after(Duration.ofHours(1)).receive(PERIOD)).isNull();
        assertThat(Channel.after(Duration.ofSeconds(Long.MAX_VALUE)).receive(PERIOD))
                .isNull();
    }

    @Test
    void ticker_receives_comeAtMultiplesOfThePeriod() throws Exception {
        long start = System.nanoTime();
        Receiver<Instant> ticker = Channel.ticker(PERIOD);
        for (int i = 1; i <= 5; i++) {
            ticker.receive();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(i * PERIOD.toNanos());
        }
    }

    @Test
    void ticker_lateReceiver_getsOneTickForAllThatPassed() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // it wraps in between
        Receiver<Instant> ticker = new TickChannel(10, 10, now::get);
        assertThat(ticker.tryReceive()).isNull();
        now.addAndGet(9);
        assertThat(ticker.tryReceive()).isNull();
        now.addAndGet(1);
        assertThat(ticker.tryReceive()).isNotNull();
        assertThat(ticker.tryReceive()).isNull();
        now.addAndGet(35);
        assertThat(ticker.tryReceive()).isNotNull();
        assertThat(ticker.tryReceive()).isNull();
        now.addAndGet(4);
        assertThat(ticker.tryReceive()).isNull();
        now.addAndGet(1);
        assertThat(ticker.tryReceive()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void cancel_waitingReceivers_meetTheEnd(Kind kind) throws Exception {
        Receiver<Instant> ticker = Channel.ticker(Duration.ofHours(1));
        Beside<Instant> one = Beside.call(kind, ticker::receiveOrNull).awaitWaiting();
        Select select = Select.fair();
        ReceiveCase<Instant> tick = select.receive(ticker);
        Beside<SelectCase> two = Beside.call(kind, select::select).awaitWaiting();
        assertThat(ticker.cancel()).isTrue();
        assertThat(one.result()).isNull();
        assertThat(two.result()).isSameAs(tick);
        assertThat(tick.elementOrNull()).isNull();
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(ticker::receive);
    }

    @Test
    void ticker_severalReceivers_shareTheTicks() throws Exception {
        Receiver<Instant> ticker = Channel.ticker(PERIOD);
        long start = System.nanoTime();
        Beside<Instant> one = Beside.call(Kind.VIRTUAL, ticker::receive);
        Beside<Instant> two = Beside.call(Kind.VIRTUAL, ticker::receive);
        one.result();
        two.result();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(2 * PERIOD.toNanos());
    }

    @ParameterizedTest
    @EnumSource
    void select_ticker_wakesByTime(Kind kind) throws Exception {
        Channel<String> silent = Channel.unbuffered();
        Select select = Select.fair();
        ReceiveCase<String> message = select.receive(silent);
        ReceiveCase<Instant> tick = select.receive(Channel.ticker(PERIOD));
        Beside.run(kind, () -> {
                    for (int i = 0; i < 5; i++) {
                        assertThat(select.select()).isSameAs(tick);
                        assertThat(tick.element()).isNotNull();
                    }
                    tick.disable();
                    assertThat(select.select(PERIOD)).isNull();
                })
                .result();
        assertThat(silent.trySend("nobody waits")).isFalse();
        assertThat(message.isEnabled()).isTrue();
    }

    @Test
    void ticker_periodNotPositive_isRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Channel.ticker(Duration.ZERO));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Channel.ticker(Duration.ofNanos(-1)));
    }
}
