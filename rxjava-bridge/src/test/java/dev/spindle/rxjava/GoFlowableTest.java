package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.await;
import static dev.spindle.rxjava.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.channel.Channel;
import dev.spindle.channel.ChannelClosedException;
import dev.spindle.channel.Receiver;
import dev.spindle.reactive.Emitter;
import dev.spindle.reactive.StreamOptions;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.subscribers.TestSubscriber;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Flowables from generators and channels, and back: elements, demand, ends, bad input. */
@Timeout(120)
class GoFlowableTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("flowable").parallelism(2).build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final Scheduler scheduler = GoRxSchedulers.from(runtime);
    private Undeliverable undeliverable;

    @BeforeEach
    void watch() {
        undeliverable = new Undeliverable();
    }

    @AfterEach
    void close() {
        undeliverable.close();
        scheduler.shutdown();
        runtime.close();
        undeliverable.expectNone();
    }

    private Flowable<Integer> count(int n) {
        return GoFlowable.generate(
                emitter -> {
                    for (int i = 0; i < n; i++) {
                        emitter.emit(i);
                    }
                },
                here);
    }

    private static <T> TestSubscriber<T> ended(Flowable<T> flowable) {
        return flowable.test().awaitDone(60, TimeUnit.SECONDS);
    }

    // ---- generate ----

    @Test
    void generate_givesAllInOrderThroughObserveOn() {
        for (int prefetch : new int[] {1, 16, 256}) {
            List<Integer> all =
                    count(20_000).observeOn(scheduler, false, prefetch).toList().blockingGet();
            assertThat(all).hasSize(20_000).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void generate_runsOncePerSubscriptionOnAGoroutineOfItsRuntime() {
        AtomicReference<Goroutine> seen = new AtomicReference<>();
        Flowable<Integer> flowable = GoFlowable.generate(
                emitter -> {
                    seen.set(Goroutine.current());
                    emitter.emit(1);
                },
                here.name("one"));
        ended(flowable).assertResult(1);
        Goroutine first = seen.get();
        assertThat(first.runtime()).isSameAs(runtime);
        assertThat(first.name()).isEqualTo("one");
        ended(flowable).assertResult(1);
        assertThat(seen.get()).isNotSameAs(first);
    }

    @Test
    void generate_withoutOptions_usesTheCurrentRuntime() throws Exception {
        AtomicReference<GoRuntime> seen = new AtomicReference<>();
        Flowable<Integer> flowable = GoFlowable.generate(emitter -> seen.set(GoRuntime.current()));
        runtime.go(flowable::blockingSubscribe).join();
        assertThat(seen).hasValue(runtime);
        flowable.blockingSubscribe();
        assertThat(seen).hasValue(GoRuntime.shared());
    }

    @Test
    void generate_neverRunsAheadOfDemand() {
        AtomicInteger emitted = new AtomicInteger();
        Flowable<Integer> flowable = GoFlowable.generate(
                emitter -> {
                    for (int i = 0; ; i++) {
                        emitter.emit(i);
                        emitted.incrementAndGet();
                    }
                },
                here);
        TestSubscriber<Integer> subscriber = flowable.test(0);
        Random random = new Random(Seed.next(GoFlowableTest.class));
        int asked = 0;
        for (int i = 0; i < 200; i++) {
            int n = 1 + random.nextInt(20);
            asked += n;
            subscriber.request(n);
            int all = asked;
            awaitUntil(() -> emitted.get() == all);
            assertThat(subscriber.values()).hasSize(all);
        }
        subscriber.cancel();
        assertThat(subscriber.values()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void generate_thatThrows_failsWithThatBehindWhatItEmitted() {
        IOException failure = new IOException("on purpose");
        ended(GoFlowable.<Integer>generate(
                        emitter -> {
                            emitter.emit(1);
                            throw failure;
                        },
                        here))
                .assertValues(1)
                .assertError(failure);
        Error error = new AssertionError("on purpose");
        ended(GoFlowable.<Integer>generate(
                        emitter -> {
                            throw error;
                        },
                        here))
                .assertFailure(AssertionError.class);
    }

    @Test
    void generate_ofNothing_completesWithoutDemand() {
        TestSubscriber<Integer> subscriber = count(3).test(0);
        subscriber.request(3);
        subscriber.awaitDone(60, TimeUnit.SECONDS).assertResult(0, 1, 2);
    }

    @Test
    void generate_behindSubscribeOnWithSmallRequests_doesNotDeadlock() {
        for (Scheduler where : List.of(scheduler, Schedulers.computation(), Schedulers.io(), Schedulers.single())) {
            for (boolean requestOn : new boolean[] {true, false}) {
                assertThat(count(1000)
                                .subscribeOn(where, requestOn)
                                .rebatchRequests(1)
                                .count()
                                .blockingGet())
                        .isEqualTo(1000);
            }
        }
    }

    @Test
    void generate_onASingleP_doesNotDeadlockEither() {
        try (GoRuntime single = GoRuntime.builder().parallelism(1).build()) {
            Scheduler on = GoRxSchedulers.from(single);
            long n = GoFlowable.<Integer>generate(
                            emitter -> {
                                for (int i = 0; i < 1000; i++) {
                                    emitter.emit(i);
                                }
                            },
                            StreamOptions.defaults().runtime(single))
                    .subscribeOn(on)
                    .rebatchRequests(1)
                    .observeOn(on, false, 1)
                    .count()
                    .blockingGet();
            assertThat(n).isEqualTo(1000);
        }
    }

    // ---- bad input ----

    @Test
    void emit_ofNull_isRefusedAtTheCall() {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        ended(GoFlowable.<Integer>generate(
                        emitter -> {
                            try {
                                emitter.emit(null);
                            } catch (NullPointerException e) {
                                seen.set(e);
                                throw e;
                            }
                        },
                        here))
                .assertFailure(NullPointerException.class);
        assertThat(seen.get()).isNotNull();
    }

    @Test
    void emitter_afterTheEnd_saysSo() {
        AtomicReference<Emitter<Integer>> kept = new AtomicReference<>();
        ended(GoFlowable.<Integer>generate(
                        emitter -> {
                            kept.set(emitter);
                            emitter.emit(1);
                        },
                        here))
                .assertResult(1);
        assertThatThrownBy(() -> kept.get().emit(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the generator has ended");
    }

    @Test
    void request_ofNothing_failsAsTheSpecificationSays() {
        for (long n : new long[] {0, -1, Long.MIN_VALUE}) {
            for (boolean begun : new boolean[] {true, false}) {
                TestSubscriber<Integer> subscriber = count(10).test(begun ? 1 : 0);
                int values = begun ? 1 : 0;
                awaitUntil(() -> subscriber.values().size() == values);
                subscriber.request(n);
                subscriber
                        .awaitDone(60, TimeUnit.SECONDS)
                        .assertError(error -> error instanceof IllegalArgumentException
                                && error.getMessage().contains("rule 3.9: non-positive subscription request: " + n));
            }
        }
        awaitUntil(() -> runtime.stats().goroutines() == 0);
    }

    @Test
    void subscribe_onAClosedRuntime_failsWithARejection() {
        GoRuntime brief = GoRuntime.builder().name("brief").build();
        brief.close();
        Flowable<Integer> flowable = GoFlowable.generate(
                emitter -> emitter.emit(1), StreamOptions.defaults().runtime(brief));
        ended(flowable).assertFailure(RejectedExecutionException.class);
        ended(GoFlowable.from(Channel.<Integer>buffered(1), brief)).assertFailure(RejectedExecutionException.class);
    }

    @Test
    void arguments_thatAreNullOrTooSmall_areNamed() {
        assertThatThrownBy(() -> GoFlowable.generate(null)).hasMessage("generator");
        assertThatThrownBy(() -> GoFlowable.from((Receiver<Integer>) null)).hasMessage("channel");
        assertThatThrownBy(() -> GoFlowable.toChannel(Flowable.just(1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prefetch must be at least 1, not 0");
    }

    // ---- from a channel ----

    @Test
    void from_withoutDemand_letsTheProducerWait() {
        Channel<Integer> channel = Channel.buffered(4);
        runtime.go(() -> {
            for (int i = 0; i < 9; i++) {
                channel.send(i);
            }
            channel.close();
        });
        TestSubscriber<Integer> subscriber = GoFlowable.from(channel, runtime).test(3);
        awaitUntil(() -> subscriber.values().size() == 3 && channel.length() == 4);
        subscriber.assertValues(0, 1, 2).assertNotComplete();
        subscriber.request(100);
        subscriber.awaitDone(60, TimeUnit.SECONDS).assertResult(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void from_ofAChannelThatFails_failsWithItsCause() {
        Channel<Integer> channel = Channel.buffered(1);
        channel.trySend(1);
        IOException cause = new IOException("on purpose");
        channel.close(cause);
        ended(GoFlowable.from(channel)).assertValues(1).assertError(cause);
    }

    @Test
    void from_withTwoSubscribers_letsThemCompete() {
        Channel<Integer> channel = Channel.unlimited();
        for (int i = 0; i < 1000; i++) {
            channel.trySend(i);
        }
        channel.close();
        Flowable<Integer> flowable = GoFlowable.from(channel, runtime);
        List<Integer> all = Flowable.merge(flowable, flowable).toList().blockingGet();
        assertThat(all).hasSize(1000).doesNotHaveDuplicates();
    }

    // ---- to a channel ----

    @Test
    void toChannel_givesAllAndEnds() {
        List<Integer> all = new ArrayList<>();
        for (int i : GoFlowable.toChannel(Flowable.range(0, 1000).observeOn(scheduler), 16)) {
            all.add(i);
        }
        assertThat(all).hasSize(1000).isSorted();
    }

    @Test
    void toChannel_asksForNoMoreThanItsPrefetch() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Flowable<Integer> source = Flowable.range(0, 1000).doOnRequest(n -> asked.addAndGet((int) n));
        Receiver<Integer> channel = GoFlowable.toChannel(source, 8);
        assertThat(asked).hasValue(8);
        for (int i = 0; i < 500; i++) {
            assertThat(channel.receive()).isEqualTo(i);
            assertThat(asked.get() - i).isBetween(1, 9);
        }
        channel.cancel();
    }

    @Test
    void toChannel_ofAFailure_throwsItBehindTheElements() throws Exception {
        IOException failure = new IOException("on purpose");
        Receiver<Integer> channel = GoFlowable.toChannel(Flowable.just(1).concatWith(Flowable.error(failure)), 4);
        assertThat(channel.receive()).isEqualTo(1);
        assertThatThrownBy(channel::receive)
                .isInstanceOf(ChannelClosedException.class)
                .cause()
                .isSameAs(failure);
    }

    @Test
    void toChannel_whoseReceiverIsCancelled_cancelsTheSource() {
        PublishProcessor<Integer> source = PublishProcessor.create();
        Receiver<Integer> channel = GoFlowable.toChannel(source, 4);
        assertThat(source.hasSubscribers()).isTrue();
        channel.cancel();
        assertThat(source.hasSubscribers()).isFalse();
    }

    @Test
    void toChannel_ofOurOwnGenerator_parksBothSides() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        int[] sum = new int[1];
        runtime.go(() -> {
            for (int i : GoFlowable.toChannel(count(10_000), 1)) {
                sum[0] += i;
            }
            done.countDown();
        });
        await(done);
        assertThat(sum[0]).isEqualTo(49_995_000);
        awaitUntil(() -> runtime.stats().goroutines() == 0);
    }
}
