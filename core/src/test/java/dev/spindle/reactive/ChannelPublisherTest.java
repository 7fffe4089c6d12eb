package dev.spindle.reactive;

import static dev.spindle.reactive.Probe.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Channel;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelPublisherTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("publisher").parallelism(2).build();

    @AfterEach
    void close() {
        runtime.close();
    }

    private <T> Probe<T> subscribe(Channel<T> channel) {
        return subscribe(channel, new Probe<>());
    }

    private <T> Probe<T> subscribe(Channel<T> channel, Probe<T> probe) {
        ChannelPublisher.from(channel, runtime).subscribe(probe);
        return probe;
    }

    private static Channel<Integer> filled(int n) throws InterruptedException {
        Channel<Integer> channel = Channel.unlimited();
        for (int i = 1; i <= n; i++) {
            channel.send(i);
        }
        return channel;
    }

    private void awaitNoGoroutine() {
        awaitUntil(() -> runtime.stats().goroutines() == 0);
    }

    @Test
    void request_lessThanThereIs_takesOnlySoMuchFromTheChannel() throws InterruptedException {
        Channel<Integer> channel = filled(10);
        Probe<Integer> probe = subscribe(channel);
        assertThat(channel.length()).isEqualTo(10);
        probe.subscription.request(3);
        probe.awaitElements(3);
        probe.subscription.request(1);
        probe.awaitElements(4);
        assertThat(probe.elements).containsExactly(1, 2, 3, 4);
        assertThat(channel.length()).isEqualTo(6);
        assertThat(probe.ends).isEmpty();
        probe.subscription.cancel();
    }

    @Test
    void request_beforeThereIsAnything_waitsForIt() throws InterruptedException {
        Channel<Integer> channel = Channel.unbuffered();
        Probe<Integer> probe = subscribe(channel);
        probe.subscription.request(Long.MAX_VALUE);
        channel.send(1);
        channel.send(2);
        channel.close();
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(probe.elements).containsExactly(1, 2);
        awaitNoGoroutine();
    }

    @Test
    void request_ofEndlessDemandInPieces_isWithoutBound() throws InterruptedException {
        Channel<Integer> channel = filled(1000);
        Probe<Integer> probe =
                subscribe(channel, new Probe<>(self -> self.subscription.request(Long.MAX_VALUE - 1))); // rule 3.17
        probe.subscription.request(Long.MAX_VALUE - 1);
        channel.close();
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(probe.elements).hasSize(1000);
    }

    @Test
    void request_oneByOneFromOnNext_neverNests() throws InterruptedException {
        Channel<Integer> channel = filled(10_000);
        channel.close();
        Probe<Integer> probe = subscribe(channel, new Probe<>(self -> self.subscription.request(1)));
        probe.subscription.request(1);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(probe.overlaps).hasValue(0); // rule 3.3
        assertThat(probe.elements).hasSize(10_000).isSorted();
    }

    @Test
    void close_whenDemandIsUsedUp_completesWithoutMore() throws InterruptedException {
        Channel<Integer> channel = filled(2);
        channel.close();
        Probe<Integer> probe = subscribe(channel);
        probe.subscription.request(2);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(probe.elements).containsExactly(1, 2);
    }

    @Test
    void close_withACause_failsWithItBehindTheElements() throws InterruptedException {
        Channel<Integer> channel = filled(1);
        IOException cause = new IOException("on purpose");
        channel.close(cause);
        Probe<Integer> probe = subscribe(channel);
        probe.subscription.request(5);
        assertThat(probe.awaitEnd()).isSameAs(cause);
        assertThat(probe.elements).containsExactly(1);
        assertThat(probe.ends).hasSize(1);
    }

    @Test
    void subscribers_ofOneChannel_compete() throws InterruptedException {
        Channel<Integer> channel = Channel.buffered(4);
        List<Probe<Integer>> probes =
                Stream.generate(() -> subscribe(channel)).limit(3).toList();
        probes.forEach(probe -> probe.subscription.request(Long.MAX_VALUE));
        for (int i = 0; i < 3000; i++) {
            channel.send(i);
        }
        channel.close();
        probes.forEach(Probe::awaitEnd);
        List<Integer> all = new ArrayList<>();
        probes.forEach(probe -> {
            assertThat(probe.elements).isSorted();
            all.addAll(probe.elements);
        });
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 3000).boxed().toList());
    }

    @Test
    void subscribe_ofNobody_isRefused() {
        assertThatThrownBy(() -> ChannelPublisher.from(Channel.never(), runtime).subscribe(null))
                .isInstanceOf(NullPointerException.class); // rule 1.9
    }

    // ---- cancel ----

    @Test
    void cancel_beforeAnyRequest_startsNothing() throws InterruptedException {
        Channel<Integer> channel = filled(1);
        Probe<Integer> probe = subscribe(channel);
        probe.subscription.cancel();
        probe.subscription.cancel();
        probe.subscription.request(1); // rule 3.6
        probe.subscription.request(-1);
        assertThat(runtime.stats().spawned()).isZero();
        assertThat(channel.length()).isEqualTo(1);
        assertThat(probe.ends).isEmpty();
    }

    @Test
    void cancel_whileItReceives_endsTheGoroutineAndTakesNothing() throws InterruptedException {
        Channel<Integer> channel = Channel.buffered(1);
        Probe<Integer> probe = subscribe(channel);
        probe.subscription.request(1);
        awaitUntil(() -> channel.stats().parkedReceives() == 1);
        probe.subscription.cancel();
        awaitNoGoroutine();
        channel.send(7);
        assertThat(channel.length()).isEqualTo(1);
        assertThat(probe.elements).isEmpty();
        assertThat(probe.ends).isEmpty();
    }

    @Test
    void cancel_withoutDemand_endsTheGoroutine() throws InterruptedException {
        Channel<Integer> channel = filled(5);
        Probe<Integer> probe = subscribe(channel);
        probe.subscription.request(1);
        probe.awaitElements(1);
        probe.subscription.cancel();
        awaitNoGoroutine();
        assertThat(channel.length()).isEqualTo(4);
        assertThat(probe.ends).isEmpty();
    }

    @Test
    void cancel_fromOnNext_isTheEndAndInterruptsNobody() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean(true);
        Channel<Integer> channel = filled(5);
        Probe<Integer> probe = subscribe(channel, new Probe<>(self -> {
            self.subscription.cancel();
            interrupted.set(Thread.currentThread().isInterrupted());
        }));
        probe.subscription.request(5);
        probe.awaitElements(1);
        awaitNoGoroutine();
        assertThat(interrupted).isFalse();
        assertThat(probe.elements).containsExactly(1);
    }

    @Test
    void cancel_racingWithSends_losesNoElement() throws InterruptedException {
        for (int round = 0; round < 1000; round++) {
            Channel<Integer> channel = Channel.buffered(1);
            Probe<Integer> probe = subscribe(channel);
            probe.subscription.request(1);
            Thread canceller = Thread.ofPlatform().start(probe.subscription::cancel);
            channel.send(round);
            canceller.join();
            awaitNoGoroutine();
            assertThat(probe.elements.size() + channel.length()).isEqualTo(1);
        }
    }

    @Test
    void cancel_letsGoOfTheSubscriber() throws InterruptedException {
        Channel<Integer> channel = filled(1);
        Probe<Integer> probe = subscribe(channel);
        var subscription = probe.subscription;
        subscription.request(2);
        probe.awaitElements(1);
        subscription.cancel();
        awaitNoGoroutine();
        WeakReference<Probe<Integer>> weak = new WeakReference<>(probe);
        probe = null;
        try {
            awaitUntil(() -> {
                System.gc();
                return weak.refersTo(null); // rule 3.13
            });
        } finally {
            Reference.reachabilityFence(subscription);
        }
    }

    // ---- nonsense ----

    @Test
    void request_ofNothing_failsWithTheRule() throws InterruptedException {
        for (long n : new long[] {0, -1, Long.MIN_VALUE}) {
            Probe<Integer> fresh = subscribe(filled(1));
            fresh.subscription.request(n);
            assertThat(fresh.awaitEnd())
                    .isInstanceOf(IllegalArgumentException.class)
                    .asString()
                    .contains("3.9");
            assertThat(fresh.elements).isEmpty();

            Channel<Integer> empty = Channel.buffered(1);
            Probe<Integer> receiving = subscribe(empty);
            receiving.subscription.request(1);
            awaitUntil(() -> empty.stats().parkedReceives() == 1);
            receiving.subscription.request(n);
            assertThat(receiving.awaitEnd()).isInstanceOf(IllegalArgumentException.class);

            Probe<Integer> withoutDemand = subscribe(filled(5));
            withoutDemand.subscription.request(1);
            withoutDemand.awaitElements(1);
            withoutDemand.subscription.request(n);
            assertThat(withoutDemand.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
            assertThat(withoutDemand.ends).hasSize(1);
        }
        awaitNoGoroutine();
    }

    @Test
    void request_onAClosedRuntime_failsInsteadOfThrowing() throws InterruptedException {
        Probe<Integer> probe = subscribe(filled(1));
        runtime.close();
        probe.subscription.request(1);
        assertThat(probe.ends).singleElement().isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void runtimeClosed_whileWaiting_failsTheSubscribers() throws InterruptedException {
        Channel<Integer> empty = Channel.buffered(1);
        Probe<Integer> receiving = subscribe(empty);
        receiving.subscription.request(1);
        Probe<Integer> withoutDemand = subscribe(filled(2));
        withoutDemand.subscription.request(1);
        withoutDemand.awaitElements(1);
        awaitUntil(() -> empty.stats().parkedReceives() == 1);
        assertThat(runtime.close(Duration.ZERO)).isTrue();
        assertThat(receiving.awaitEnd()).isInstanceOf(InterruptedException.class);
        assertThat(withoutDemand.awaitEnd()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void cancel_whileItsGoroutineCannotRun_dropsTheSubscriber() throws InterruptedException {
        try (GoRuntime narrow =
                GoRuntime.builder().name("narrow").parallelism(1).maxMachines(1).build()) {
            Channel<Integer> channel = Channel.buffered(4);
            channel.send(1);
            Probe<Integer> probe = new Probe<>();
            ChannelPublisher.from(channel, narrow).subscribe(probe);
            probe.subscription.request(1);
            probe.awaitElements(1);
            awaitUntil(() -> narrow.dump().contains("stream demand"));
            AtomicBoolean release = StreamTest.hold(narrow);
            WeakReference<Probe<Integer>> reference = new WeakReference<>(probe);
            probe.subscription.cancel();
            probe = null;
            try {
                StreamTest.awaitCollected(reference);
            } finally {
                release.set(true);
            }
        }
    }
}
