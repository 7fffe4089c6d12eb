package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.channel.Channel;
import dev.spindle.channel.EventCase;
import dev.spindle.channel.ReceiveCase;
import dev.spindle.channel.Select;
import dev.spindle.channel.SelectEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a goroutine as a case of a select. */
@Timeout(60)
class GoroutineEndTest {

    private final GoRuntime runtime = Testing.build(GoRuntime.builder().uncaughtHandler((thread, failure) -> {}));
    private final Channel<Integer> stop = Channel.unbuffered();

    @AfterEach
    void close() {
        runtime.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void select_goroutineEnds_isChosen(boolean fails) throws Exception {
        Goroutine goroutine = runtime.go(() -> {
            stop.receive();
            if (fails) {
                throw new IllegalStateException("on purpose");
            }
        });
        Select select = Select.fair();
        ReceiveCase<Integer> other = select.receive(Channel.unbuffered());
        EventCase end = select.event(goroutine.ended());
        assertThat(select.trySelect()).isNull();
        assertThat(select.select(Duration.ofMillis(1))).isNull();
        stop.send(1);
        assertThat(select.select()).isSameAs(end).isNotSameAs(other);
        assertThat(goroutine.state()).isEqualTo(Goroutine.State.ENDED);
        assertThat(select.trySelect()).isSameAs(end);
        assertThat(goroutine.ended().hasHappened()).isTrue();
    }

    @Test
    void selects_many_areAllWoken() throws Exception {
        Goroutine goroutine = runtime.go(stop::receive);
        List<CompletableFuture<Boolean>> woken = new ArrayList<>();
        List<Goroutine> waiters = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            CompletableFuture<Boolean> each = new CompletableFuture<>();
            woken.add(each);
            waiters.add(runtime.go(() -> {
                Select select = Select.fair();
                select.receive(Channel.unbuffered());
                EventCase end = select.event(goroutine.ended());
                each.complete(select.select() == end);
            }));
        }
        Testing.until("all wait", () -> waiters.stream().allMatch(waiter -> waiter.state() == Goroutine.State.WAITING));
        stop.send(1);
        for (CompletableFuture<Boolean> each : woken) {
            assertThat(each.get(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void end_whileSelectsBegin_isNeverMissed() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            Goroutine goroutine = runtime.go(() -> {});
            Select select = Select.fair();
            select.receive(stop);
            EventCase end = select.event(goroutine.ended());
            assertThat(select.select(Testing.PATIENCE)).isSameAs(end);
        }
    }

    @Test
    void ended_askedForAgain_isTheSameAndKeepsNoSelects() throws Exception {
        Goroutine goroutine = runtime.go(stop::receive);
        SelectEvent event = goroutine.ended();
        for (int i = 0; i < 100; i++) {
            assertThat(goroutine.ended()).isSameAs(event);
            Select select = Select.fair();
            select.event(goroutine.ended());
            assertThat(select.select(Duration.ofNanos(1))).isNull();
        }
        assertThat(((GoroutineEnd) event).subscribers()).isZero();
        stop.send(1);
        Testing.join(goroutine);
    }
}
