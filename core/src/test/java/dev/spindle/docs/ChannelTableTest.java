package dev.spindle.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Go;
import dev.spindle.GoGroup;
import dev.spindle.GoRuntime;
import dev.spindle.GoTimer;
import dev.spindle.Goroutine;
import dev.spindle.channel.Channel;
import dev.spindle.channel.EventCase;
import dev.spindle.channel.ReceiveCase;
import dev.spindle.channel.Receiver;
import dev.spindle.channel.Select;
import dev.spindle.channel.SelectCase;
import dev.spindle.channel.SendCase;
import dev.spindle.channel.Sender;
import dev.spindle.context.CancelContext;
import dev.spindle.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the table of {@code docs/channels.md} says, run; {@link DocsTest} looks for each expression of the table here. */
@Timeout(60)
class ChannelTableTest {

    private final Duration d = Duration.ofMillis(1);

    @Test
    void channels() throws Exception {
        int n = 4;
        Channel<String> c = Channel.buffered(n);
        Channel<String> unbuffered = Channel.unbuffered();
        Channel<String> nil = Channel.never();
        Sender<String> sending = c;
        Receiver<String> receiving = c;
        String v = "v";

        c.send(v);
        assertThat(c.receive()).isEqualTo(v);
        assertThat(c.trySend(v)).isTrue();
        assertThat(c.tryReceive()).isEqualTo(v);
        assertThat(c.send(v, d)).isTrue();
        assertThat(c.receive(d)).isEqualTo(v);
        assertThat(c.length()).isZero();
        assertThat(c.capacity()).isEqualTo(n);
        sending.send(v);
        c.close();
        assertThat(receiving.receiveOrNull()).isEqualTo(v);
        assertThat(c.receiveOrNull()).isNull();
        List<String> rest = new ArrayList<>();
        for (String each : c) {
            rest.add(each);
        }
        assertThat(rest).isEmpty();
        Select select = Select.fair();
        EventCase closed = select.event(sending.closed());
        assertThat(select.select()).isSameAs(closed);
        assertThat(unbuffered.capacity()).isZero();
        assertThat(nil.tryReceive()).isNull();
    }

    @Test
    void channelsOfLittleOrMuch() throws Exception {
        Channel<Void> quit = Channel.unbuffered();
        quit.close();
        assertThat(quit.receiveOrNull()).isNull();
        Channel<Channel<String>> outer = Channel.buffered(1);
        Channel<String> inner = Channel.buffered(1);
        outer.send(inner);
        outer.receive().send("v");
        assertThat(inner.receive()).isEqualTo("v");
    }

    @Test
    void selects() throws Exception {
        Channel<String> c = Channel.buffered(1);
        String v = "v";
        Select select = Select.fair();
        ReceiveCase<String> receive = select.receive(c);
        SendCase<String> send = select.send(c);
        CompletableFuture<Void> stage = new CompletableFuture<>();
        EventCase event = select.event(stage);

        send.offer(v);
        SelectCase chosen = select.select();
        assertThat(chosen).isSameAs(send);
        assertThat(select.trySelect()).isSameAs(receive);
        assertThat(receive.element()).isEqualTo(v);
        assertThat(receive.elementOrNull()).isEqualTo(v);
        receive.disable();
        receive.enable();
        send.offer(v);
        assertThat(send.withdraw()).isEqualTo(v);
        assertThat(select.select(d)).isNull();
        stage.complete(null);
        assertThat(select.select()).isSameAs(event);
        Select first = Select.ordered();
        assertThat(first.trySelect()).isNull();
    }

    @Test
    void time() throws Exception {
        Receiver<Instant> after = Channel.after(d);
        Receiver<Instant> ticker = Channel.ticker(d);
        assertThat(after.receive()).isNotNull();
        assertThat(ticker.receive()).isNotNull();
        ticker.cancel();
        Go.sleep(d);
        Channel<String> ran = Channel.buffered(1);
        GoTimer timer = GoRuntime.current().schedule(() -> ran.trySend("ran"), 1, TimeUnit.MILLISECONDS);
        assertThat(ran.receive()).isEqualTo("ran");
        assertThat(timer.cancel()).isFalse();
    }

    @Test
    void goroutines() throws Exception {
        Channel<String> done = Channel.buffered(10);
        Goroutine goroutine = Go.go(() -> f(done));
        goroutine.join();
        assertThat(done.receive()).isEqualTo("f");
        Select select = Select.fair();
        EventCase end = select.event(goroutine.ended());
        assertThat(select.select()).isSameAs(end);
        Go.yield();
        goroutine.cancel();
        try (GoGroup group = GoGroup.open()) {
            group.go(() -> f(done));
            group.join();
        }
        try (GoGroup group = GoGroup.open(GoRuntime.shared(), 8)) {
            assertThat(group.tryGo(() -> f(done))).isTrue();
            group.join();
        }
        assertThat(done.length()).isEqualTo(2);
        assertThat(Go.blocking(() -> f(done))).isEqualTo("f");
    }

    @Test
    void contexts() throws Exception {
        Channel<String> done = Channel.buffered(10);
        try (CancelContext context = Context.background().withCancel()) {
            Go.go(context, () -> f(done)).join();
            Select select = Select.fair();
            ReceiveCase<Void> ended = select.receive(context.done());
            context.cancel();
            assertThat(select.select()).isSameAs(ended);
            assertThat(done.receive()).isEqualTo("f");
        }
    }

    private static String f(Channel<String> done) throws InterruptedException {
        done.send("f");
        return "f";
    }

    @Test
    void runtimes() {
        try (GoRuntime runtime = GoRuntime.builder().parallelism(2).build()) {
            runtime.parallelism(3);
            assertThat(runtime.parallelism()).isEqualTo(3);
            assertThat(runtime.stats().goroutines()).isZero();
            assertThat(runtime.dump()).isNotNull();
        }
    }
}
