package dev.spindle.reactive;

import static dev.spindle.reactive.Probe.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.channel.Channel;
import dev.spindle.channel.ChannelListener;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BroadcastPublisherTest extends StreamTest {

    private final Channel<Integer> source = Channel.buffered(4);

    private BroadcastPublisher<Integer> broadcast(int lead) {
        return BroadcastPublisher.from(source, lead, runtime);
    }

    private void send(int from, int to) throws InterruptedException {
        for (int i = from; i < to; i++) {
            source.send(i);
        }
    }

    @Test
    void subscribers_allGetEveryElementInOrder() throws InterruptedException {
        BroadcastPublisher<Integer> publisher = broadcast(8);
        List<Probe<Integer>> probes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            probes.add(subscribe(publisher, new Probe<>(self -> self.subscription.request(1))));
        }
        probes.forEach(probe -> probe.subscription.request(1));
        send(0, 5000);
        source.close();
        for (Probe<Integer> probe : probes) {
            assertThat(probe.awaitEnd()).isEqualTo("complete");
            assertThat(probe.elements).isEqualTo(range(5000));
            assertThat(probe.overlaps).hasValue(0);
        }
        awaitNoGoroutine();
    }

    @Test
    void listenerThatThrows_failsTheSubscribers() {
        IllegalStateException failure = new IllegalStateException("on purpose");
        Channel<Integer> listened = Channel.buffered(4, new ChannelListener<>() {
            @Override
            public void undelivered(Integer element) {}

            @Override
            public void received(Integer element) {
                throw failure;
            }
        });
        BroadcastPublisher<Integer> publisher = BroadcastPublisher.from(listened, 8, runtime);
        Probe<Integer> probe = subscribe(publisher);
        probe.subscription.request(1);
        assertThat(listened.trySend(1)).isTrue();
        assertThat(probe.awaitEnd()).isSameAs(failure);
        assertThat(subscribe(publisher).awaitEnd()).isSameAs(failure);
        awaitNoGoroutine();
        assertThat(uncaught.remove()).isSameAs(failure);
    }

    @Test
    void nothingIsReceived_beforeTheFirstRequest() throws InterruptedException {
        Probe<Integer> probe = subscribe(broadcast(8));
        send(0, 4);
        assertThat(source.length()).isEqualTo(4);
        assertThat(runtime.stats().spawned()).isZero();
        probe.subscription.request(1);
        probe.awaitElements(1);
        probe.subscription.cancel();
    }

    @Test
    void slowest_setsThePaceWithinTheLead() throws InterruptedException {
        BroadcastPublisher<Integer> publisher = broadcast(3);
        Probe<Integer> fast = subscribe(publisher);
        Probe<Integer> slow = subscribe(publisher);
        fast.subscription.request(Long.MAX_VALUE);
        send(0, 8);
        fast.awaitElements(3); // and no more than four: three in the slow one's buffer, one waiting to get there
        awaitUntil(() -> source.length() == 4);
        assertThat(fast.elements.size()).isBetween(3, 4);
        assertThat(source.trySend(99)).isFalse();
        slow.subscription.request(2);
        awaitUntil(() -> fast.elements.size() >= 5);
        assertThat(slow.elements).isEqualTo(range(2));
        slow.subscription.cancel(); // and no longer counts
        fast.awaitElements(8);
        fast.subscription.cancel();
        awaitNoGoroutine();
    }

    @Test
    void lateSubscriber_getsWhatIsReceivedFromThenOn() throws InterruptedException {
        BroadcastPublisher<Integer> publisher = broadcast(8);
        Probe<Integer> early = subscribe(publisher);
        early.subscription.request(Long.MAX_VALUE);
        send(0, 3);
        early.awaitElements(3);
        Probe<Integer> late = subscribe(publisher);
        late.subscription.request(Long.MAX_VALUE);
        send(3, 6);
        source.close();
        late.awaitEnd();
        early.awaitEnd();
        assertThat(late.elements).containsExactly(3, 4, 5);
        assertThat(early.elements).isEqualTo(range(6));
    }

    @Test
    void end_comesToAllWithoutDemandAndToThoseWhoComeLater() throws InterruptedException {
        IOException cause = new IOException("on purpose");
        BroadcastPublisher<Integer> publisher = broadcast(8);
        Probe<Integer> idle = subscribe(publisher);
        Probe<Integer> other = subscribe(publisher);
        other.subscription.request(1);
        source.close(cause);
        assertThat(idle.awaitEnd()).isSameAs(cause);
        assertThat(other.awaitEnd()).isSameAs(cause);
        Probe<Integer> late = subscribe(publisher);
        assertThat(late.awaitEnd()).isSameAs(cause);
        awaitNoGoroutine();
    }

    @Test
    void end_beforeAnySubscriber_comesToTheFirst() {
        source.close();
        assertThat(subscribe(broadcast(1)).awaitEnd()).isEqualTo("complete");
    }

    @Test
    void deserted_keepsTheElementForTheNextSubscriberAndLeavesNoGoroutine() throws InterruptedException {
        BroadcastPublisher<Integer> publisher = broadcast(1);
        List<Integer> got = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Probe<Integer> probe = subscribe(publisher, new Probe<>(self -> self.subscription.cancel()));
            probe.subscription.request(1);
            source.send(i);
            probe.awaitElements(1);
            got.addAll(probe.elements);
            awaitNoGoroutine();
        }
        assertThat(got).isSorted().doesNotHaveDuplicates();
        assertThat(source.length()).isZero();
    }

    @Test
    void cancel_whileWaitingForTheSource_takesNothing() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            Probe<Integer> probe = subscribe(broadcast(1));
            probe.subscription.request(1);
            awaitUntil(() -> runtime.stats().goroutines() > 0);
            probe.subscription.cancel();
            awaitNoGoroutine();
            assertThat(source.trySend(i)).isTrue();
            assertThat(source.tryReceive()).isEqualTo(i);
        }
    }

    @Test
    void cancel_letsGoOfTheSubscriber() throws InterruptedException {
        BroadcastPublisher<Integer> publisher = broadcast(1);
        Probe<Integer> probe = subscribe(publisher);
        Probe<Integer> other = subscribe(publisher);
        probe.subscription.request(2);
        other.subscription.request(2);
        send(0, 1);
        probe.awaitElements(1);
        var subscription = probe.subscription;
        subscription.cancel();
        WeakReference<Object> weak = new WeakReference<>(probe);
        probe = null;
        awaitCollected(weak); // rule 3.13
        subscription.request(1);
        other.subscription.cancel();
    }

    @Test
    void request_ofNothing_failsThatSubscriberOnly() throws InterruptedException {
        BroadcastPublisher<Integer> publisher = broadcast(1);
        Probe<Integer> bad = subscribe(publisher);
        Probe<Integer> good = subscribe(publisher);
        bad.subscription.request(0);
        assertThat(bad.awaitEnd()).asString().contains("3.9");
        good.subscription.request(5);
        send(0, 3);
        good.awaitElements(3);
        good.subscription.cancel();
    }

    @Test
    void runtimeClosed_failsTheSubscribers() {
        BroadcastPublisher<Integer> publisher = broadcast(1);
        Probe<Integer> receiving = subscribe(publisher);
        receiving.subscription.request(1);
        Probe<Integer> idle = subscribe(publisher);
        awaitUntil(() -> runtime.stats().goroutines() == 2);
        runtime.close(Duration.ZERO);
        assertThat(receiving.awaitEnd()).isInstanceOf(InterruptedException.class);
        idle.subscription.request(1); // one that has never asked learns of it as soon as it asks
        assertThat(idle.awaitEnd()).isInstanceOfAny(InterruptedException.class, RejectedExecutionException.class);
        assertThat(subscribe(publisher).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void subscriber_thatCannotBeServed_holdsUpNobody() throws InterruptedException {
        IllegalStateException refusal = new IllegalStateException("on purpose");
        BroadcastPublisher<Integer> publisher = BroadcastPublisher.from(source, 1, options.surroundings(subscriber -> {
            if (subscriber instanceof Relay<?>) {
                throw refusal;
            }
            return body -> body;
        }));
        Probe<Integer> good = subscribe(publisher);
        good.subscription.request(Long.MAX_VALUE);
        Probe<Integer> refused = new Probe<>();
        publisher.subscribe(new Relay<>(refused));
        assertThat(refused.awaitEnd()).isSameAs(refusal);
        send(0, 20);
        good.awaitElements(20);
        good.subscription.cancel();
    }

    @Test
    void badArguments_areRefused() {
        assertThatThrownBy(() -> broadcast(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> broadcast(1).subscribe(null)).isInstanceOf(NullPointerException.class); // rule 1.9
    }
}
