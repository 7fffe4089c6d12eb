package dev.spindle.reactive;

import static dev.spindle.reactive.Probe.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;

class GoroutineProcessorTest extends StreamTest {

    private GoroutineProcessor<Integer, Integer> doubling() {
        return GoroutineProcessor.of(
                4,
                (in, out) -> {
                    for (int i : in) {
                        out.emit(2 * i);
                    }
                },
                options);
    }

    @Test
    void subscribers_allGetWhatTheOneGoroutineEmits() {
        GoroutineProcessor<Integer, Integer> processor = doubling();
        Probe<Integer> first = subscribe(processor, new Probe<>(self -> self.subscription.request(1)));
        Probe<Integer> second = subscribe(processor);
        first.subscription.request(1);
        second.subscription.request(Long.MAX_VALUE);
        numbers(1000).subscribe(processor);
        assertThat(first.awaitEnd()).isEqualTo("complete");
        assertThat(second.awaitEnd()).isEqualTo("complete");
        assertThat(first.elements).hasSize(1000).isSorted().endsWith(1998);
        assertThat(second.elements).isEqualTo(first.elements);
        awaitNoGoroutine();
    }

    @Test
    void source_withoutSubscribers_isAskedForThePrefetchOnly() {
        AtomicBoolean beyond = new AtomicBoolean();
        GoroutineProcessor<Integer, Integer> processor = doubling();
        generated(emitter -> {
                    emitter.emitAll(range(4));
                    emitter.emit(4);
                    beyond.set(true);
                })
                .subscribe(processor);
        Probe<Integer> probe = subscribe(processor);
        awaitUntil(() -> runtime.stats().goroutines() == 1);
        assertThat(beyond).isFalse();
        probe.subscription.cancel();
        awaitNoGoroutine();
    }

    @Test
    void failure_ofTheSource_passesWithoutDemand() {
        IOException failure = new IOException("on purpose");
        GoroutineProcessor<Integer, Integer> before = doubling();
        Probe<Integer> probe = subscribe(before);
        generated(emitter -> {
                    throw failure;
                })
                .subscribe(before);
        assertThat(probe.awaitEnd()).isSameAs(failure);

        GoroutineProcessor<Integer, Integer> after = doubling();
        after.onError(failure);
        assertThat(subscribe(after).awaitEnd()).isSameAs(failure);
        awaitNoGoroutine();
    }

    @Test
    void failure_ofTheSource_overtakesWhatASubscriberHasNotAskedFor() {
        IOException failure = new IOException("on purpose");
        GoroutineProcessor<Integer, Integer> processor = doubling();
        Probe<Integer> fast = subscribe(processor);
        Probe<Integer> slow = subscribe(processor);
        Probe<Integer> idle = subscribe(processor);
        fast.subscription.request(100);
        slow.subscription.request(1);
        generated(emitter -> {
                    emitter.emitAll(range(3));
                    throw failure;
                })
                .subscribe(processor);
        assertThat(idle.awaitEnd()).isSameAs(failure); // rule 4.2
        assertThat(slow.awaitEnd()).isSameAs(failure);
        assertThat(fast.awaitEnd()).isSameAs(failure);
        assertThat(idle.elements).isEmpty();
        assertThat(slow.elements).containsExactly(0);
        assertThat(fast.elements).containsExactly(0, 2, 4);
        assertThat(subscribe(processor).awaitEnd()).isSameAs(failure);
        Probe<Integer> asking = new Probe<>() {
            @Override
            public void onSubscribe(Subscription made) {
                super.onSubscribe(made);
                made.request(100);
            }
        };
        subscribe(processor, asking);
        assertThat(asking.awaitEnd()).isSameAs(failure);
        awaitNoGoroutine();
    }

    @Test
    void failure_ofTheTransformer_doesNotWaitForTheSlowest() {
        IOException failure = new IOException("on purpose");
        AtomicBoolean thrown = new AtomicBoolean();
        GoroutineProcessor<Integer, Integer> processor = GoroutineProcessor.of(
                2,
                (in, out) -> {
                    out.emitAll(range(4)); // the slowest has room for 2, and holds up the third; the fourth waits
                    thrown.set(true);
                    throw failure;
                },
                options);
        Probe<Integer> fast = subscribe(processor);
        Probe<Integer> idle = subscribe(processor);
        fast.subscription.request(Long.MAX_VALUE);
        assertThat(idle.awaitEnd()).isSameAs(failure);
        assertThat(thrown).isTrue();
        assertThat(fast.awaitEnd()).isSameAs(failure);
        assertThat(fast.elements).containsExactly(0, 1, 2, 3);
        awaitNoGoroutine();
    }

    @Test
    void cancel_ofTheLastSubscriber_cancelsTheSourceAndEndsTheProcessor() {
        AtomicBoolean cancelled = new AtomicBoolean();
        GoroutineProcessor<Integer, Integer> processor = doubling();
        Probe<Integer> first = subscribe(processor);
        Probe<Integer> second = subscribe(processor);
        first.subscription.request(2);
        second.subscription.request(2);
        generated(emitter -> {
                    try {
                        emitter.emitAll(range(1000));
                    } catch (CancelledException e) {
                        cancelled.set(true);
                        throw e;
                    }
                })
                .subscribe(processor);
        first.awaitElements(2);
        first.subscription.cancel();
        second.awaitElements(2);
        assertThat(cancelled).isFalse();
        second.subscription.cancel();
        awaitNoGoroutine();
        assertThat(cancelled).isTrue();
        assertThat(subscribe(processor).awaitEnd())
                .isInstanceOf(IllegalStateException.class)
                .asString()
                .contains("all subscribers have cancelled");
    }

    @Test
    void cancel_whileElementsPass_isNoFailureOfTheTransformer() {
        for (int i = 0; i < 2000; i++) {
            GoroutineProcessor<Integer, Integer> processor = doubling();
            Probe<Integer> probe = subscribe(processor, new Probe<>(self -> self.subscription.request(1)));
            numbers(Integer.MAX_VALUE).subscribe(processor);
            probe.subscription.request(1);
            probe.awaitElements(i % 4);
            probe.subscription.cancel();
        }
        awaitNoGoroutine(); // what the transformer threw went to the runtime, if anything
    }

    @Test
    void cancel_ofTheLastSubscriber_reportsWhatWasSentToNobody() {
        List<Object> undelivered = new CopyOnWriteArrayList<>();
        List<Integer> emitted = new CopyOnWriteArrayList<>();
        GoroutineProcessor<Integer, Integer> processor = GoroutineProcessor.of(
                1,
                (in, out) -> {
                    for (int i : in) {
                        out.emit(i);
                        emitted.add(i);
                    }
                },
                options.undelivered(undelivered::add));
        Probe<Integer> probe = subscribe(processor);
        numbers(1000).subscribe(processor);
        probe.subscription.request(1);
        probe.awaitElements(1);
        awaitUntil(
                () -> emitted.size() == 4); // got by the subscriber, in its buffer, on the way to that, in the output
        awaitWaitingForDemand();
        probe.subscription.cancel();
        awaitUntil(() -> undelivered.containsAll(List.of(2, 3)));
        awaitNoGoroutine();
        assertThat(undelivered).doesNotHaveDuplicates().doesNotContain(0);
    }

    @Test
    void cancel_withoutARequest_cancelsTheSource() {
        GoroutineProcessor<Integer, Integer> processor = doubling();
        Probe<Integer> probe = subscribe(processor);
        numbers(1000).subscribe(processor);
        awaitUntil(() -> runtime.stats().goroutines() == 1);
        probe.subscription.cancel();
        awaitNoGoroutine();
    }

    @Test
    void transformer_thatThrows_failsTheSubscribersAndCancelsTheSource() {
        IOException failure = new IOException("on purpose");
        GoroutineProcessor<Integer, Integer> processor = GoroutineProcessor.of(
                4,
                (in, out) -> {
                    out.emit(in.receive());
                    throw failure;
                },
                options);
        Probe<Integer> probe = subscribe(processor);
        numbers(1000).subscribe(processor);
        probe.subscription.request(1);
        assertThat(probe.awaitEnd()).isSameAs(failure);
        assertThat(probe.elements).containsExactly(0);
        awaitNoGoroutine();
    }

    @Test
    void badArguments_areRefused() {
        assertThatThrownBy(() -> GoroutineProcessor.of(0, (in, out) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GoroutineProcessor.of(1, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> doubling().subscribe(null)).isInstanceOf(NullPointerException.class); // rule 1.9
        assertThatThrownBy(() -> doubling().onNext(null)).isInstanceOf(NullPointerException.class); // rule 2.13
        assertThatThrownBy(() -> doubling().onError(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> doubling().onSubscribe(null)).isInstanceOf(NullPointerException.class);
    }
}
