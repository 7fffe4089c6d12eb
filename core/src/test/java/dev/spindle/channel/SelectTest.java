package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelectTest {

    private static final Duration SHORT = Duration.ofMillis(2);

    private final Channel<String> a = Channel.unbuffered();
    private final Channel<String> b = Channel.unbuffered();
    private final Channel<String> full = Channel.buffered(1);

    @ParameterizedTest
    @EnumSource
    void select_receiveBecomesReady_takesIt(Kind kind) throws Exception {
        Select select = Select.fair();
        ReceiveCase<String> fromA = select.receive(a);
        ReceiveCase<String> fromB = select.receive(b);
        for (int i = 0; i < 10; i++) {
            Beside<SelectCase> waiting = Beside.call(kind, select::select).awaitWaiting();
            assertThat(a.tryReceive()).isNull();
            (i % 2 == 0 ? a : b).send("x" + i);
            ReceiveCase<String> expected = i % 2 == 0 ? fromA : fromB;
            assertThat(waiting.result()).isSameAs(expected);
            assertThat(expected.element()).isEqualTo("x" + i);
            assertThat(expected.elementOrNull()).isEqualTo("x" + i);
            assertThat(a.trySend("nobody waits")).isFalse();
            assertThat(b.trySend("nobody waits")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void select_sendBecomesReady_sendsOnce(Kind kind) throws Exception {
        full.send("first");
        Select select = Select.fair();
        SendCase<String> toA = select.send(a);
        SendCase<String> toFull = select.send(full);
        toA.offer("for a");
        toFull.offer("for full");
        Beside<SelectCase> waiting = Beside.call(kind, select::select).awaitWaiting();
        assertThat(full.receive()).isEqualTo("first");
        assertThat(waiting.result()).isSameAs(toFull);
        assertThat(full.receive()).isEqualTo("for full");
        assertThat(a.tryReceive()).isNull();
        assertThat(toFull.isEnabled()).isFalse();
        assertThat(toA.withdraw()).isEqualTo("for a");
        assertThat(select.trySelect()).isNull();
    }

    @Test
    void trySelect_nothingReady_isNull() {
        Select select = Select.fair();
        assertThat(select.trySelect()).isNull();
        select.receive(a);
        assertThat(select.trySelect()).isNull();
        full.trySend("x");
        select.send(full).offer("y");
        assertThat(select.trySelect()).isNull();
        assertThat(full.length()).isEqualTo(1);
    }

    @Test
    void selectTimed_timeRunsOut_leavesNoTrace() throws Exception {
        Select select = Select.fair();
        select.receive(a);
        select.send(b).offer("x");
        long start = System.nanoTime();
        assertThat(select.select(SHORT)).isNull();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(select.select(Duration.ZERO)).isNull();
        assertThat(a.trySend("y")).isFalse();
        assertThat(b.tryReceive()).isNull();
    }

    @Test
    void ordered_severalReady_takesTheFirstMade() throws Exception {
        Channel<Integer> low = Channel.unlimited();
        Channel<Integer> high = Channel.unlimited();
        Select select = Select.ordered();
        ReceiveCase<Integer> urgent = select.receive(high);
        ReceiveCase<Integer> normal = select.receive(low);
        for (int i = 0; i < 100; i++) {
            low.send(i);
            high.send(i);
        }
        for (int i = 0; i < 200; i++) {
            assertThat(select.select()).isSameAs(i < 100 ? urgent : normal);
        }
    }

    /** An end that comes between the looks at the two cases, with an element that was sent just before. */
    private static final class SendThenEnd implements SelectEvent {
        private final Channel<String> channel;
        private int looksBefore;

        SendThenEnd(Channel<String> channel, int looksBefore) {
            this.channel = channel;
            this.looksBefore = looksBefore;
        }

        @Override
        public boolean hasHappened() {
            if (looksBefore-- == 0) {
                channel.trySend("sent before the end");
            }
            return looksBefore < 0;
        }

        @Override
        public void subscribe(Runnable wake) {}

        @Override
        public void unsubscribe(Runnable wake) {}
    }

    @Test
    void ordered_endBehindASend_isSeenAfterwards() throws Exception {
        for (int looksBefore = 0; looksBefore < 3; looksBefore++) {
            for (boolean waits : new boolean[] {true, false}) {
                Channel<String> channel = Channel.buffered(1);
                Select select = Select.ordered();
                ReceiveCase<String> element = select.receive(channel);
                EventCase ended = select.event(new SendThenEnd(channel, looksBefore));
                SelectCase first = waits ? select.select() : select.trySelect();
                while (first == null) {
                    first = select.trySelect();
                }
                assertThat(first).isSameAs(element);
                assertThat(element.element()).isEqualTo("sent before the end");
                assertThat(select.trySelect()).isSameAs(ended);
            }
        }
    }

    @Test
    void ordered_endMadeFirst_isSeenFirst() throws Exception {
        Channel<String> channel = Channel.buffered(1);
        Select select = Select.ordered();
        EventCase ended = select.event(new SendThenEnd(channel, 0));
        ReceiveCase<String> element = select.receive(channel);
        assertThat(select.select()).isSameAs(ended);
        ended.disable();
        assertThat(select.select()).isSameAs(element);
    }

    @Test
    void closedChannel_receive_isChosenAndHasNoElement() throws Exception {
        Exception cause = new Exception();
        Select select = Select.ordered();
        ReceiveCase<String> first = select.receive(a);
        ReceiveCase<String> second = select.receive(b);
        a.close();
        b.close(cause);
        assertThat(select.select()).isSameAs(first);
        assertThat(first.elementOrNull()).isNull();
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(first::element);
        first.disable();
        assertThat(select.trySelect()).isSameAs(second);
        assertThatExceptionOfType(ChannelClosedException.class)
                .isThrownBy(second::elementOrNull)
                .withCause(cause);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(first::element);
        first.enable();
        assertThat(select.select(SHORT)).isSameAs(first);
    }

    @ParameterizedTest
    @EnumSource
    void close_whileSelectWaits_wakesIt(Kind kind) throws Exception {
        Select select = Select.fair();
        ReceiveCase<String> receive = select.receive(a);
        select.receive(b);
        Beside<SelectCase> waiting = Beside.call(kind, select::select).awaitWaiting();
        a.close();
        assertThat(waiting.result()).isSameAs(receive);
        assertThat(receive.elementOrNull()).isNull();

        Select sending = Select.fair();
        SendCase<String> send = sending.send(b);
        send.offer("x");
        Beside<SelectCase> waitingSend = Beside.call(kind, sending::select).awaitWaiting();
        b.close();
        assertThatThrownBy(waitingSend::result).hasCauseInstanceOf(ChannelClosedException.class);
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(sending::select);
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(sending::trySelect);
        assertThat(send.withdraw()).isEqualTo("x");
    }

    @ParameterizedTest
    @EnumSource
    void interrupt_whileWaiting_didNothing(Kind kind) throws Exception {
        Select select = Select.fair();
        select.receive(a);
        select.send(b).offer("x");
        Beside<SelectCase> waiting = Beside.call(kind, select::select).awaitWaiting();
        waiting.thread().interrupt();
        assertThatThrownBy(waiting::result).hasCauseInstanceOf(InterruptedException.class);
        assertThat(a.trySend("y")).isFalse();
        assertThat(b.tryReceive()).isNull();
    }

    @Test
    void select_sameChannelTwice_works() throws Exception {
        Select select = Select.fair();
        ReceiveCase<String> one = select.receive(a);
        ReceiveCase<String> two = select.receive(a);
        for (int i = 0; i < 100; i++) {
            Beside<SelectCase> waiting =
                    Beside.call(Kind.VIRTUAL, select::select).awaitWaiting();
            a.send("x");
            assertThat(waiting.result()).isIn(one, two);
            assertThat(a.trySend("y")).isFalse();
        }
    }

    @Test
    void select_bothSidesOfOneChannel_neverMeetsItself() throws Exception {
        Select select = Select.fair();
        ReceiveCase<String> receive = select.receive(a);
        SendCase<String> send = select.send(a);
        send.offer("own");
        assertThat(select.trySelect()).isNull();
        assertThat(select.select(SHORT)).isNull();
        Beside<SelectCase> waiting = Beside.call(Kind.VIRTUAL, select::select).awaitWaiting();
        a.send("other");
        assertThat(waiting.result()).isSameAs(receive);
        assertThat(receive.element()).isEqualTo("other");
        Beside<SelectCase> again = Beside.call(Kind.VIRTUAL, select::select).awaitWaiting();
        assertThat(a.receive()).isEqualTo("own");
        assertThat(again.result()).isSameAs(send);
    }

    @ParameterizedTest
    @EnumSource
    void event_stageCompletes_wakes(Kind kind) throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        Select select = Select.fair();
        select.receive(a);
        EventCase done = select.event(stage);
        assertThat(select.trySelect()).isNull();
        assertThat(select.select(SHORT)).isNull();
        Beside<SelectCase> waiting = Beside.call(kind, select::select).awaitWaiting();
        stage.completeExceptionally(new Exception());
        assertThat(waiting.result()).isSameAs(done);
        assertThat(select.trySelect()).isSameAs(done);
        done.disable();
        assertThat(select.trySelect()).isNull();
        assertThat(a.trySend("x")).isFalse();
    }

    @Test
    void event_completesWhileSelectBegins_isNeverMissed() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            CompletableFuture<String> stage = new CompletableFuture<>();
            Select select = Select.fair();
            select.receive(a);
            EventCase done = select.event(stage);
            Beside<SelectCase> waiting = Beside.call(Kind.VIRTUAL, select::select);
            stage.complete("x");
            assertThat(waiting.result()).isSameAs(done);
        }
    }

    @Test
    void select_withoutCases_isRefused() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Select.fair().select())
                .withMessageContaining("without cases");
    }

    @Test
    void badInput_isNamed() {
        Select select = Select.ordered();
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> select.receive(null))
                .withMessage("receiver");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> select.send(null))
                .withMessage("sender");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> select.send(a).offer(null))
                .withMessage("element");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> select.event((SelectEvent) null))
                .withMessage("event");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> select.event((CompletableFuture<?>) null))
                .withMessage("stage");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> select.select(null))
                .withMessage("timeout");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> select.receive(a).element())
                .withMessage("the last select has not chosen this case");
        assertThat(select.trySelect()).isNull();
    }

    @Test
    void event_ofOnesOwn_isSubscribedOnlyWhileWaiting() throws Exception {
        List<Runnable> subscribers = new CopyOnWriteArrayList<>();
        AtomicBoolean happened = new AtomicBoolean();
        SelectEvent event = new SelectEvent() {
            @Override
            public boolean hasHappened() {
                return happened.get();
            }

            @Override
            public void subscribe(Runnable wake) {
                subscribers.add(wake);
            }

            @Override
            public void unsubscribe(Runnable wake) {
                subscribers.remove(wake);
            }
        };
        Select select = Select.fair();
        select.receive(a);
        EventCase done = select.event(event);
        assertThat(select.trySelect()).isNull();
        assertThat(select.select(SHORT)).isNull();
        assertThat(subscribers).isEmpty();
        Beside<SelectCase> waiting = Beside.call(Kind.VIRTUAL, select::select).awaitWaiting();
        assertThat(subscribers).hasSize(1);
        subscribers.forEach(Runnable::run); // for no reason
        waiting.awaitWaiting();
        assertThat(waiting.isDone()).isFalse();
        happened.set(true);
        subscribers.forEach(Runnable::run);
        assertThat(waiting.result()).isSameAs(done);
        assertThat(subscribers).isEmpty();
        happened.set(false);
        Beside<SelectCase> interrupted =
                Beside.call(Kind.VIRTUAL, select::select).awaitWaiting();
        interrupted.thread().interrupt();
        assertThatThrownBy(interrupted::result).hasCauseInstanceOf(InterruptedException.class);
        assertThat(subscribers).isEmpty();
    }

    @Test
    void event_failsToSubscribe_leavesTheSelectUsable() throws Exception {
        Select select = Select.fair();
        ReceiveCase<String> receive = select.receive(a);
        EventCase broken = select.event(new SelectEvent() {
            @Override
            public boolean hasHappened() {
                return false;
            }

            @Override
            public void subscribe(Runnable wake) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void unsubscribe(Runnable wake) {}
        });
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(select::select);
        assertThat(a.trySend("nobody waits")).isFalse();
        broken.disable();
        Beside<SelectCase> waiting = Beside.call(Kind.VIRTUAL, select::select).awaitWaiting();
        a.send("x");
        assertThat(waiting.result()).isSameAs(receive);
    }

    @Test
    void event_thatThrowsWhileTheSelectWaits_leavesAllQueues() throws Exception {
        AtomicBoolean throwing = new AtomicBoolean();
        CompletableFuture<Runnable> subscribed = new CompletableFuture<>();
        Select select = Select.fair();
        ReceiveCase<String> fromA = select.receive(a);
        EventCase broken = select.event(new SelectEvent() {
            @Override
            public boolean hasHappened() {
                if (throwing.get()) {
                    throw new IllegalStateException("on purpose");
                }
                return false;
            }

            @Override
            public void subscribe(Runnable wake) {
                subscribed.complete(wake);
            }

            @Override
            public void unsubscribe(Runnable wake) {}
        });
        Beside<SelectCase> waiting = Beside.call(Kind.GOROUTINE, select::select).awaitWaiting();
        throwing.set(true);
        subscribed.join().run();
        assertThatThrownBy(waiting::result).hasStackTraceContaining("on purpose");
        assertThat(a.trySend("to nobody")).isFalse();

        throwing.set(false);
        Beside<SelectCase> again = Beside.call(Kind.GOROUTINE, select::select).awaitWaiting();
        a.send("x");
        assertThat(again.result()).isSameAs(fromA).isNotSameAs(broken);
    }

    @Test
    void send_whoseListenerThrows_isNotSentAgain() throws Exception {
        Channel<String> dropping = Channel.dropOldest(1, dropped -> {
            throw new IllegalStateException("on purpose");
        });
        dropping.send("first");
        Select select = Select.fair();
        SendCase<String> toIt = select.send(dropping);
        toIt.offer("second");
        assertThatThrownBy(select::trySelect).isInstanceOf(IllegalStateException.class);
        assertThat(toIt.isEnabled()).isFalse();
        assertThat(select.trySelect()).isNull();
        assertThat(dropping.receive()).isEqualTo("second");
        assertThat(dropping.tryReceive()).isNull();
    }

    @Test
    void allDisabled_select_waitsForAnInterrupt() throws Exception {
        Select select = Select.fair();
        select.receive(a).disable();
        select.send(b);
        select.receive(Channel.<String>never());
        Beside<SelectCase> waiting = Beside.call(Kind.GOROUTINE, select::select).awaitWaiting();
        assertThat(a.trySend("x")).isFalse();
        waiting.thread().interrupt();
        assertThatThrownBy(waiting::result).hasCauseInstanceOf(InterruptedException.class);
        assertThat(select.trySelect()).isNull();
    }
}
