package dev.spindle.reactive;

import static dev.spindle.reactive.Probe.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.channel.ChannelClosedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;

@Timeout(120)
class ChannelSubscriberTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("subscriber").parallelism(2).build();

    @AfterEach
    void close() {
        runtime.close();
    }

    /** An upstream that only notes what it is asked for. */
    private static final class Upstream implements Subscription {
        final List<Long> requests = new CopyOnWriteArrayList<>();
        final AtomicInteger cancels = new AtomicInteger();
        final AtomicInteger overlaps = new AtomicInteger();
        private final AtomicInteger inside = new AtomicInteger();

        @Override
        public void request(long n) {
            call(() -> requests.add(n));
        }

        @Override
        public void cancel() {
            call(cancels::incrementAndGet);
        }

        private void call(Runnable action) {
            if (inside.getAndIncrement() != 0) {
                overlaps.incrementAndGet();
            }
            Thread.yield();
            action.run();
            inside.getAndDecrement();
        }
    }

    private static Upstream subscribe(ChannelSubscriber<?> subscriber) {
        Upstream upstream = new Upstream();
        subscriber.onSubscribe(upstream);
        return upstream;
    }

    @Test
    void receive_ofThreeQuarters_asksForSoManyMore() throws InterruptedException {
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(16);
        Upstream upstream = subscribe(subscriber);
        assertThat(upstream.requests).containsExactly(16L);
        for (int i = 0; i < 16; i++) {
            subscriber.onNext(i);
        }
        for (int i = 0; i < 11; i++) {
            assertThat(subscriber.receiver().receive()).isEqualTo(i);
        }
        assertThat(upstream.requests).containsExactly(16L);
        subscriber.receiver().receive();
        assertThat(upstream.requests).containsExactly(16L, 12L);
        for (int i = 16; i < 28; i++) {
            subscriber.onNext(i);
        }
        assertThat(subscriber.receiver().length()).isEqualTo(16);
    }

    @Test
    void prefetch_ofOne_asksOneByOne() throws InterruptedException {
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(1);
        Upstream upstream = subscribe(subscriber);
        for (int i = 0; i < 3; i++) {
            subscriber.onNext(i);
            subscriber.receiver().receive();
        }
        assertThat(upstream.requests).containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void prefetch_withoutBound_asksOnce() throws InterruptedException {
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(Integer.MAX_VALUE);
        Upstream upstream = subscribe(subscriber);
        for (int i = 0; i < 1000; i++) {
            subscriber.onNext(i);
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(subscriber.receiver().receive()).isEqualTo(i);
        }
        assertThat(upstream.requests).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void prefetch_ofNothing_isRefused() {
        assertThatThrownBy(() -> ChannelSubscriber.of(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void loop_overAPublisher_getsAllInOrder() {
        for (int prefetch : new int[] {1, 2, 3, 7, 64, Integer.MAX_VALUE}) {
            List<Integer> got = new ArrayList<>();
            try (ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(prefetch)) {
                GoroutinePublisher.<Integer>of(
                                emitter -> {
                                    for (int i = 0; i < 5000; i++) {
                                        emitter.emit(i);
                                    }
                                },
                                runtime)
                        .subscribe(subscriber);
                for (int i : subscriber.receiver()) {
                    got.add(i);
                }
            }
            assertThat(got).isEqualTo(IntStream.range(0, 5000).boxed().toList());
        }
    }

    @Test
    void receivers_inCompetition_getEachElementOnceAndCallSerially() throws Exception {
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(8);
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        GoroutinePublisher.<Integer>of(
                        emitter -> {
                            for (int i = 0; i < 20_000; i++) {
                                emitter.emit(i);
                            }
                        },
                        runtime)
                .subscribe(new Relay<>(subscriber) {
                    @Override
                    public void onSubscribe(Subscription s) {
                        super.onSubscribe(new Subscription() {
                            @Override
                            public void request(long n) {
                                if (inside.getAndIncrement() != 0) {
                                    overlaps.incrementAndGet();
                                }
                                s.request(n);
                                inside.getAndDecrement();
                            }

                            @Override
                            public void cancel() {
                                s.cancel();
                            }
                        });
                    }
                });
        List<Integer> got = Collections.synchronizedList(new ArrayList<>());
        List<Goroutine> receivers = new ArrayList<>();
        for (int r = 0; r < 4; r++) {
            receivers.add(runtime.go(() -> {
                for (int i : subscriber.receiver()) {
                    got.add(i);
                }
            }));
        }
        for (Goroutine receiver : receivers) {
            receiver.join();
        }
        assertThat(overlaps).hasValue(0); // rule 2.7
        assertThat(got)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20_000).boxed().toList());
    }

    // ---- the end ----

    @Test
    void complete_closesBehindTheElements() throws InterruptedException {
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(4);
        Upstream upstream = subscribe(subscriber);
        subscriber.onNext(1);
        subscriber.onComplete();
        assertThat(subscriber.receiver().receiveOrNull()).isEqualTo(1);
        assertThat(subscriber.receiver().receiveOrNull()).isNull();
        subscriber.close();
        assertThat(upstream.cancels).hasValue(0); // rule 2.4
        assertThat(upstream.requests).containsExactly(4L);
    }

    @Test
    void error_closesWithItsCauseBehindTheElements() throws InterruptedException {
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(4);
        Upstream upstream = subscribe(subscriber);
        IOException failure = new IOException("on purpose");
        subscriber.onNext(1);
        subscriber.onError(failure);
        assertThat(subscriber.receiver().receive()).isEqualTo(1);
        assertThatThrownBy(() -> subscriber.receiver().receive())
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(failure);
        assertThat(upstream.cancels).hasValue(0);
    }

    @Test
    void end_beforeAnySubscription_isTaken() {
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(4);
        subscriber.onComplete();
        assertThat(subscriber.receiver().isClosed()).isTrue();
    }

    // ---- cancel ----

    @Test
    void cancel_ofTheReceiver_cancelsTheSubscriptionAtOnce() {
        List<Integer> undelivered = new ArrayList<>();
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(4, undelivered::add);
        Upstream upstream = subscribe(subscriber);
        subscriber.onNext(1);
        subscriber.receiver().cancel();
        subscriber.receiver().cancel();
        assertThat(upstream.cancels).hasValue(1);
        subscriber.onNext(2); // rule 2.8
        assertThat(undelivered).containsExactly(1, 2);
        subscriber.onComplete();
        assertThat(upstream.requests).containsExactly(4L);
    }

    @Test
    void cancel_beforeTheSubscription_cancelsThatWhenItComes() {
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(4);
        subscriber.close();
        Upstream upstream = subscribe(subscriber);
        assertThat(upstream.cancels).hasValue(1);
        assertThat(upstream.requests).isEmpty();
    }

    @Test
    void cancel_racingWithTheSubscription_isNeverLost() throws InterruptedException {
        for (int round = 0; round < 2000; round++) {
            ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(4);
            Thread canceller = Thread.ofPlatform().start(subscriber::close);
            Upstream upstream = subscribe(subscriber);
            canceller.join();
            assertThat(upstream.cancels).hasValue(1);
            assertThat(upstream.overlaps).hasValue(0);
        }
    }

    @Test
    void cancel_interruptsTheGoroutineUpstream() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean();
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(4);
        GoroutinePublisher.<Integer>of(
                        emitter -> {
                            emitter.emit(1);
                            try {
                                Thread.sleep(Long.MAX_VALUE);
                            } catch (InterruptedException e) {
                                interrupted.set(true);
                                throw e;
                            }
                        },
                        runtime)
                .subscribe(subscriber);
        assertThat(subscriber.receiver().receive()).isEqualTo(1);
        subscriber.close();
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        assertThat(interrupted).isTrue();
    }

    // ---- broken publishers ----

    @Test
    void onSubscribe_again_cancelsTheSecond() {
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(4);
        Upstream first = subscribe(subscriber);
        Upstream second = subscribe(subscriber); // rule 2.5
        assertThat(first.cancels).hasValue(0);
        assertThat(second.cancels).hasValue(1);
        assertThat(second.requests).isEmpty();
    }

    @Test
    void signals_ofNull_areRefused() {
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(4);
        assertThatThrownBy(() -> subscriber.onSubscribe(null)).isInstanceOf(NullPointerException.class);
        subscribe(subscriber);
        assertThatThrownBy(() -> subscriber.onNext(null)).isInstanceOf(NullPointerException.class); // rule 2.13
        assertThatThrownBy(() -> subscriber.onError(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void onNext_beyondWhatWasAskedFor_cancelsAndSaysSo() throws InterruptedException {
        List<Integer> undelivered = new ArrayList<>();
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(2, undelivered::add);
        Upstream upstream = subscribe(subscriber);
        for (int i = 0; i < 3; i++) {
            subscriber.onNext(i);
        }
        assertThat(upstream.cancels).hasValue(1);
        assertThat(undelivered).containsExactly(2);
        assertThat(subscriber.receiver().receive()).isZero();
        assertThat(subscriber.receiver().receive()).isEqualTo(1);
        assertThatThrownBy(() -> subscriber.receiver().receive())
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasStackTraceContaining("1.1");
    }

    @Test
    void request_thatThrows_closesWithThat() {
        IllegalStateException broken = new IllegalStateException("on purpose");
        ChannelSubscriber<Integer> subscriber = ChannelSubscriber.of(2);
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                throw broken;
            }

            @Override
            public void cancel() {}
        });
        assertThatThrownBy(() -> subscriber.receiver().receive()).hasCause(broken);
    }
}
