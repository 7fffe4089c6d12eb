package dev.spindle.reactive;

import static dev.spindle.reactive.Probe.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.OnCancel;
import dev.spindle.channel.Channel;
import dev.spindle.channel.ChannelClosedException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

class TransformPublisherTest extends StreamTest {

    private static final Transformer<Integer, Integer> IDENTITY = (in, out) -> {
        for (int i : in) {
            out.emit(i);
        }
    };

    private TransformPublisher<Integer, Integer> transform(
            Publisher<Integer> source, Transformer<Integer, Integer> transformer) {
        return TransformPublisher.of(source, 4, transformer, options);
    }

    @Test
    void transformer_seesAllInOrderAndSetsTheElements() {
        Probe<Integer> probe = subscribe(
                transform(numbers(1000), (in, out) -> {
                    int sum = 0;
                    for (int i : in) {
                        sum += i;
                        if (i % 2 == 1) {
                            out.emit(sum);
                        }
                    }
                    out.emit(-1);
                }),
                new Probe<>(self -> self.subscription.request(1)));
        probe.subscription.request(1);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(probe.elements).hasSize(501).startsWith(1, 6, 15).endsWith(-1);
        awaitNoGoroutine();
    }

    @Test
    void subscribe_withoutRequest_doesNotSubscribeToTheSource() {
        AtomicBoolean asked = new AtomicBoolean();
        Probe<Integer> probe = subscribe(transform(s -> asked.set(true), IDENTITY));
        assertThat(asked).isFalse();
        assertThat(runtime.stats().spawned()).isZero();
        probe.subscription.cancel();
    }

    @Test
    void failure_ofTheSource_passesAsItIs() {
        IOException failure = new IOException("on purpose");
        Probe<Integer> probe = subscribe(transform(
                generated(emitter -> {
                    emitter.emit(1);
                    throw failure;
                }),
                IDENTITY));
        probe.subscription.request(9);
        assertThat(probe.awaitEnd()).isSameAs(failure);
        assertThat(probe.elements).containsExactly(1);
    }

    @Test
    void failure_ofTheSource_canBeHandled() {
        Probe<Integer> probe = subscribe(transform(
                generated(emitter -> {
                    throw new IOException("on purpose");
                }),
                (in, out) -> {
                    try {
                        in.receive();
                    } catch (ChannelClosedException e) {
                        out.emit(e.getCause() instanceof IOException ? 1 : 0);
                    }
                }));
        probe.subscription.request(9);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(probe.elements).containsExactly(1);
    }

    @Test
    void source_thatThrowsFromSubscribe_failsTheSubscriber() {
        IllegalStateException thrown = new IllegalStateException("on purpose");
        Probe<Integer> probe = subscribe(transform(
                s -> {
                    throw thrown;
                },
                IDENTITY));
        probe.subscription.request(1);
        assertThat(probe.awaitEnd()).isSameAs(thrown);
    }

    @Test
    void end_ofTheTransformer_cancelsTheSource() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Probe<Integer> probe = subscribe(transform(
                generated(emitter -> {
                    try {
                        emitter.emitAll(range(1000));
                    } catch (CancelledException e) {
                        cancelled.set(true);
                        throw e;
                    }
                }),
                (in, out) -> out.emit(in.receive())));
        probe.subscription.request(9);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        awaitNoGoroutine();
        assertThat(cancelled).isTrue();
    }

    @Test
    void cancel_whileItWaitsForTheSource_cancelsBoth() {
        for (OnCancel onCancel : OnCancel.values()) {
            Channel<Integer> quiet = Channel.buffered(1);
            AtomicReference<Throwable> seen = new AtomicReference<>();
            AtomicBoolean lookedComplete = new AtomicBoolean();
            Probe<Integer> probe = subscribe(TransformPublisher.of(
                    ChannelPublisher.from(quiet, runtime),
                    4,
                    (in, out) -> {
                        try {
                            for (int i : in) {
                                out.emit(i);
                            }
                            lookedComplete.set(true);
                        } catch (Throwable t) {
                            seen.set(t);
                            throw t;
                        }
                    },
                    options.onCancel(onCancel)));
            probe.subscription.request(1);
            awaitUntil(() -> quiet.stats().parkedReceives() == 1);
            probe.subscription.cancel();
            awaitNoGoroutine();
            assertThat(seen.get()).isNotNull();
            assertThat(lookedComplete).isFalse();
            assertThat(quiet.trySend(1)).isTrue();
            assertThat(quiet.length()).isEqualTo(1);
            assertThat(probe.ends).isEmpty();
        }
    }

    @Test
    void elementsInBetween_areToldWhenNobodyGetsThem() {
        List<Object> undelivered = new CopyOnWriteArrayList<>();
        Probe<Integer> probe =
                subscribe(TransformPublisher.of(numbers(100), 8, IDENTITY, options.undelivered(undelivered::add)));
        probe.subscription.request(1);
        probe.awaitElements(1);
        awaitUntil(() -> runtime.stats().goroutines() == 2);
        probe.subscription.cancel();
        awaitNoGoroutine();
        assertThat(undelivered).doesNotHaveDuplicates().doesNotContain(0);
    }

    @Test
    void badArguments_areRefused() {
        assertThatThrownBy(() -> TransformPublisher.of(numbers(1), 0, IDENTITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TransformPublisher.of(null, 1, IDENTITY)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> transform(numbers(1), IDENTITY).subscribe(null))
                .isInstanceOf(NullPointerException.class); // rule 1.9
    }
}
