package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.await;
import static dev.spindle.rxjava.Waiting.awaitUntil;
import static dev.spindle.rxjava.Waiting.isInterruptedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.channel.Channel;
import dev.spindle.reactive.ConcurrentMapPublisher.Order;
import dev.spindle.reactive.StreamOptions;
import dev.spindle.reactive.Transformer;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.subscribers.TestSubscriber;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operators written as loops, concurrent maps, broadcasts, and loops over flowables. */
@Timeout(120)
class GoFlowableOperatorsTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("operators").parallelism(2).build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final Scheduler scheduler = GoRxSchedulers.from(runtime);
    private final IOException failure = new IOException("on purpose");
    private Undeliverable undeliverable;

    @BeforeEach
    void watch() {
        undeliverable = new Undeliverable();
    }

    @AfterEach
    void close() {
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        undeliverable.close();
        RxJavaPlugins.reset();
        scheduler.shutdown();
        runtime.close();
        undeliverable.expectNone();
    }

    private static <T> TestSubscriber<T> ended(Flowable<T> flowable) {
        return flowable.test().awaitDone(60, TimeUnit.SECONDS);
    }

    // ---- transform ----

    @Test
    void transform_runsALoopPerSubscription() {
        Transformer<Integer, Integer> sums = (in, out) -> {
            int sum = 0;
            for (int i : in) {
                sum += i;
                if (i % 2 == 1) {
                    out.emit(sum);
                }
            }
            out.emit(-1);
        };
        for (int prefetch : new int[] {1, 16, 256}) {
            Flowable<Integer> flowable = Flowable.range(0, 6)
                    .subscribeOn(scheduler)
                    .compose(GoFlowable.transform(prefetch, sums, here))
                    .observeOn(scheduler, false, 1);
            ended(flowable).assertResult(1, 6, 15, -1);
            ended(flowable).assertResult(1, 6, 15, -1);
        }
        ended(Flowable.range(0, 2).compose(GoFlowable.transform(sums))).assertResult(1, -1);
    }

    @Test
    void transform_ofAFailure_failsUnlessItHandlesIt() {
        Flowable<Integer> source = Flowable.just(1).concatWith(Flowable.error(failure));
        ended(source.compose(GoFlowable.<Integer, Integer>transform(
                        4,
                        (in, out) -> {
                            for (int i : in) {
                                out.emit(i);
                            }
                        },
                        here)))
                .assertValues(1)
                .assertError(failure);
        ended(source.compose(GoFlowable.<Integer, Integer>transform(
                        4,
                        (in, out) -> {
                            try {
                                for (int i : in) {
                                    out.emit(i);
                                }
                            } catch (dev.spindle.channel.ChannelClosedException e) {
                                out.emit(2);
                            }
                        },
                        here)))
                .assertResult(1, 2);
    }

    @Test
    void transform_thatReturnsEarly_cancelsItsSource() {
        PublishProcessor<Integer> source = PublishProcessor.create();
        TestSubscriber<Integer> subscriber = source.onBackpressureBuffer()
                .compose(GoFlowable.<Integer, Integer>transform(4, (in, out) -> out.emit(in.receive()), here))
                .test();
        awaitUntil(source::hasSubscribers);
        source.onNext(7);
        subscriber.awaitDone(60, TimeUnit.SECONDS).assertResult(7);
        awaitUntil(() -> !source.hasSubscribers());
    }

    @Test
    void cancel_ofATransform_cancelsItsSourceAndEndsItsLoop() {
        PublishProcessor<Integer> source = PublishProcessor.create();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        TestSubscriber<Integer> subscriber = source.onBackpressureBuffer()
                .compose(GoFlowable.<Integer, Integer>transform(
                        4,
                        (in, out) -> {
                            try {
                                in.receive();
                            } catch (Throwable t) {
                                thrown.set(t);
                                throw t;
                            }
                        },
                        here))
                .test();
        awaitUntil(source::hasSubscribers);
        subscriber.cancel();
        awaitUntil(() -> !source.hasSubscribers());
        awaitUntil(() -> thrown.get() != null);
        subscriber.assertEmpty();
    }

    // ---- mapConcurrent ----

    @Test
    void mapConcurrent_keepsTheOrderAndMapsSeveralAtOnce() {
        CountDownLatch allBegun = new CountDownLatch(8);
        List<Integer> mapped = Flowable.range(0, 1000)
                .compose(GoFlowable.<Integer, Integer>mapConcurrent(
                        8,
                        Order.SOURCE,
                        i -> {
                            allBegun.countDown();
                            if (i < 8) {
                                await(allBegun); // ends only if eight are mapped at once
                            }
                            return i * 2;
                        },
                        here))
                .toList()
                .blockingGet();
        assertThat(mapped)
                .isEqualTo(IntStream.range(0, 1000).map(i -> i * 2).boxed().toList());
    }

    @Test
    void mapConcurrent_mapsNoMoreAtOnceThanAllowed() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        long n = Flowable.range(0, 500)
                .compose(GoFlowable.<Integer, Integer>mapConcurrentUnordered(3, i -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    running.decrementAndGet();
                    return i;
                }))
                .count()
                .blockingGet();
        assertThat(n).isEqualTo(500);
        assertThat(most).hasValueBetween(1, 3);
    }

    @Test
    void mapConcurrentUnordered_givesResultsAsTheyCome() {
        CountDownLatch gate = new CountDownLatch(1);
        TestSubscriber<Integer> subscriber = Flowable.range(0, 3)
                .compose(GoFlowable.<Integer, Integer>mapConcurrent(
                        3,
                        Order.COMPLETION,
                        i -> {
                            if (i == 0) {
                                await(gate);
                            }
                            return i;
                        },
                        here))
                .test();
        awaitUntil(() -> subscriber.values().size() == 2);
        assertThat(subscriber.values()).containsExactlyInAnyOrder(1, 2);
        gate.countDown();
        subscriber.awaitDone(60, TimeUnit.SECONDS).assertComplete().assertValueCount(3);
        assertThat(subscriber.values()).last().isEqualTo(0);
    }

    @Test
    void mapConcurrent_thatFails_failsAndInterruptsTheOthers() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ended(Flowable.range(0, 2)
                        .compose(GoFlowable.<Integer, Integer>mapConcurrent(
                                2,
                                Order.COMPLETION,
                                i -> {
                                    if (i == 0) {
                                        blocked.countDown();
                                        if (isInterruptedIn(new CountDownLatch(1))) {
                                            interrupted.countDown();
                                        }
                                        return i;
                                    }
                                    await(blocked);
                                    throw failure;
                                },
                                here)))
                .assertNoValues()
                .assertError(failure);
        await(interrupted);
    }

    @Test
    void cancel_ofAConcurrentMap_interruptsTheMappers() {
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch interrupted = new CountDownLatch(4);
        TestSubscriber<Integer> subscriber = Flowable.range(0, 100)
                .compose(GoFlowable.<Integer, Integer>mapConcurrent(
                        4,
                        Order.SOURCE,
                        i -> {
                            begun.countDown();
                            if (isInterruptedIn(new CountDownLatch(1))) {
                                interrupted.countDown();
                            }
                            return i;
                        },
                        here))
                .test();
        await(begun);
        subscriber.cancel();
        await(interrupted);
        subscriber.assertEmpty();
    }

    // ---- broadcast ----

    @Test
    void broadcast_givesAllToEach() {
        Channel<Integer> channel = Channel.buffered(2);
        Flowable<Integer> flowable = GoFlowable.broadcast(channel, 4, here);
        TestSubscriber<Integer> first = flowable.test(0);
        TestSubscriber<Integer> second = flowable.test(0);
        runtime.go(() -> {
            for (int i = 0; i < 100; i++) {
                channel.send(i);
            }
            channel.close();
        });
        first.request(Long.MAX_VALUE);
        second.request(Long.MAX_VALUE);
        first.awaitDone(60, TimeUnit.SECONDS).assertComplete().assertValueCount(100);
        second.awaitDone(60, TimeUnit.SECONDS).assertComplete().assertValueCount(100);
        assertThat(second.values()).isEqualTo(first.values()).isSorted();
    }

    // ---- loops ----

    @Test
    void iterate_inAGoroutine_loopsOverAll() throws Exception {
        List<Integer> seen = new ArrayList<>();
        runtime.go(() -> {
                    try (FlowableLoop<Integer> loop =
                            GoFlowable.iterate(Flowable.range(0, 5000).observeOn(scheduler), 16)) {
                        for (int i : loop) {
                            seen.add(i);
                        }
                    }
                })
                .join();
        assertThat(seen).hasSize(5000).isSorted();
    }

    @Test
    void loop_thatIsLeft_cancelsItsSource() {
        PublishProcessor<Integer> source = PublishProcessor.create();
        try (FlowableLoop<Integer> loop = GoFlowable.iterate(source.onBackpressureBuffer())) {
            assertThat(source.hasSubscribers()).isFalse(); // it subscribes as it begins
            Iterator<Integer> elements = loop.iterator();
            source.onNext(1);
            assertThat(elements.next()).isEqualTo(1);
        }
        assertThat(source.hasSubscribers()).isFalse();
    }

    @Test
    void goroutineThatEnds_cancelsTheLoopsThatItLeftOpen() throws Exception {
        PublishProcessor<Integer> source = PublishProcessor.create();
        runtime.go(() -> {
                    Iterator<Integer> elements =
                            GoFlowable.iterate(source.onBackpressureBuffer()).iterator();
                    source.onNext(1);
                    assertThat(elements.next()).isEqualTo(1);
                })
                .join();
        awaitUntil(() -> !source.hasSubscribers());
    }

    @Test
    void loop_thatIsInterrupted_cancelsItsSourceAndDoesNotLookComplete() throws Exception {
        PublishProcessor<Integer> source = PublishProcessor.create();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Goroutine goroutine = runtime.go(() -> {
            try (FlowableLoop<Integer> loop = GoFlowable.iterate(source)) {
                for (int i : loop) {
                    throw new AssertionError(i);
                }
            } catch (CancellationException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        awaitUntil(source::hasSubscribers);
        goroutine.cancel();
        goroutine.join();
        assertThat(thrown.get())
                .isInstanceOf(CancellationException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(flag).isTrue();
        assertThat(source.hasSubscribers()).isFalse();
    }

    @Test
    void loop_overAFailure_throwsItInRxJavasManner() {
        try (FlowableLoop<Integer> loop = GoFlowable.iterate(Flowable.error(failure))) {
            Iterator<Integer> elements = loop.iterator();
            assertThatThrownBy(elements::hasNext)
                    .isInstanceOf(RuntimeException.class)
                    .cause()
                    .isSameAs(failure);
            assertThat(elements.hasNext()).isFalse();
            assertThatThrownBy(elements::next).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(loop::iterator)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("looped over once");
        }
    }

    @Test
    void loop_whereRxJavaForbidsToBlock_isForbiddenToo() {
        RxJavaPlugins.setFailOnNonBlockingScheduler(true);
        ended(Flowable.fromCallable(() ->
                                GoFlowable.iterate(Flowable.just(1)).iterator().next())
                        .subscribeOn(Schedulers.computation()))
                .assertFailure(IllegalStateException.class);
        ended(Flowable.fromCallable(() ->
                                GoFlowable.iterate(Flowable.just(1)).iterator().next())
                        .subscribeOn(scheduler))
                .assertResult(1);
    }

    // ---- surroundings and bad input ----

    @Test
    void surroundings_ofTheUser_areKeptBesideRxJavas() {
        List<String> steps = new ArrayList<>();
        StreamOptions surrounded = here.surroundings(subscriber -> body -> () -> {
            steps.add("before");
            try {
                body.run();
            } finally {
                steps.add("after");
            }
        });
        CountDownLatch blocked = new CountDownLatch(1);
        TestSubscriber<Integer> subscriber = GoFlowable.<Integer>generate(
                        emitter -> {
                            steps.add("inside");
                            blocked.countDown();
                            isInterruptedIn(new CountDownLatch(1));
                            throw failure;
                        },
                        surrounded)
                .test();
        await(blocked);
        subscriber.cancel();
        awaitUntil(() -> !undeliverable.errors().isEmpty());
        assertThat(undeliverable.errors())
                .singleElement()
                .extracting(Throwable::getCause)
                .isSameAs(failure);
        undeliverable.errors().clear();
        assertThat(steps).containsExactly("before", "inside", "after");
    }

    @Test
    void arguments_thatAreNullOrTooSmall_areNamed() {
        Flowable<Integer> one = Flowable.just(1);
        assertThatThrownBy(() -> GoFlowable.transform(null)).hasMessage("transformer");
        assertThatThrownBy(() -> GoFlowable.mapConcurrent(1, null)).hasMessage("mapper");
        assertThatThrownBy(() -> one.compose(GoFlowable.mapConcurrent(0, i -> i)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("concurrency must be at least 1, not 0");
        assertThatThrownBy(() -> one.compose(GoFlowable.<Integer, Integer>transform(0, (in, out) -> {}, here)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prefetch must be at least 1, not 0");
        assertThatThrownBy(() -> GoFlowable.iterate(one, 0)).hasMessage("prefetch must be at least 1, not 0");
        assertThatThrownBy(() -> GoFlowable.iterate(null)).hasMessage("source");
        ended(one.compose(GoFlowable.<Integer, Integer>mapConcurrent(1, i -> null)))
                .assertFailure(NullPointerException.class);
    }
}
