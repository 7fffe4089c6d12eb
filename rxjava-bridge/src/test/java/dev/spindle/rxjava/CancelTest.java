package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.await;
import static dev.spindle.rxjava.Waiting.awaitUntil;
import static dev.spindle.rxjava.Waiting.isInterruptedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import dev.spindle.channel.Channel;
import dev.spindle.reactive.CancelledException;
import dev.spindle.reactive.Generator;
import dev.spindle.reactive.StreamOptions;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.FlowableSubscriber;
import io.reactivex.rxjava3.exceptions.UndeliverableException;
import io.reactivex.rxjava3.subscribers.TestSubscriber;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;

/** Cancelling a flowable at every point of its goroutine's life: nothing is left behind. */
@Timeout(120)
class CancelTest {

    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final GoRuntime runtime = GoRuntime.builder()
            .name("cancelled")
            .parallelism(2)
            .uncaughtHandler((thread, failure) -> uncaught.add(failure))
            .build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final CountDownLatch finallyRan = new CountDownLatch(1);
    private Undeliverable undeliverable;

    @BeforeEach
    void watch() {
        undeliverable = new Undeliverable();
    }

    @AfterEach
    void close() {
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        undeliverable.close();
        runtime.close();
        undeliverable.expectNone();
        assertThat(uncaught).isEmpty();
    }

    private Flowable<Integer> generate(Generator<Integer> generator) {
        return GoFlowable.generate(
                emitter -> {
                    try {
                        generator.run(emitter);
                    } finally {
                        finallyRan.countDown();
                    }
                },
                here);
    }

    private static void emitForEver(dev.spindle.reactive.Emitter<Integer> emitter) throws InterruptedException {
        for (int i = 0; ; i++) {
            emitter.emit(i);
        }
    }

    @Test
    void cancel_beforeAnyRequest_startsNothing() {
        TestSubscriber<Integer> subscriber = generate(CancelTest::emitForEver).test(0);
        subscriber.cancel();
        subscriber.request(1);
        assertThat(runtime.stats().spawned()).isZero();
        subscriber.assertEmpty();
    }

    @Test
    void cancel_inOnSubscribe_startsNothing() {
        TestSubscriber<Integer> subscriber = generate(CancelTest::emitForEver).test(10, true);
        subscriber.assertEmpty();
        assertThat(runtime.stats().spawned()).isZero();
    }

    @Test
    void cancel_whileParkedForDemand_endsTheGenerator() {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean interrupted = new AtomicBoolean(true);
        TestSubscriber<Integer> subscriber = generate(emitter -> {
                    try {
                        emitForEver(emitter);
                    } catch (CancelledException e) {
                        thrown.set(e);
                        interrupted.set(Thread.currentThread().isInterrupted());
                        throw e;
                    }
                })
                .test(3);
        awaitUntil(() -> subscriber.values().size() == 3);
        subscriber.cancel();
        await(finallyRan);
        assertThat(thrown.get()).isInstanceOf(CancelledException.class);
        assertThat(interrupted).isFalse();
        subscriber.assertValues(0, 1, 2).assertNotComplete().assertNoErrors();
    }

    @Test
    void cancel_fromOnNext_endsTheGeneratorAtItsNextEmit() {
        Flowable<Integer> taken = generate(CancelTest::emitForEver).take(5);
        assertThat(taken.toList().blockingGet()).containsExactly(0, 1, 2, 3, 4);
        await(finallyRan);
    }

    @Test
    void cancel_insideUserCode_interruptsIt() {
        CountDownLatch blocked = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        TestSubscriber<Integer> subscriber = generate(emitter -> {
                    emitter.emit(1);
                    blocked.countDown();
                    interrupted.set(isInterruptedIn(new CountDownLatch(1)));
                    emitter.emit(2);
                })
                .test();
        await(blocked);
        subscriber.cancel();
        await(finallyRan);
        assertThat(interrupted).isTrue();
        subscriber.assertValuesOnly(1);
    }

    @Test
    void cancel_whereTheGeneratorIsLetRun_meetsItAtItsNextEmit() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean(true);
        CountDownLatch ended = new CountDownLatch(1);
        TestSubscriber<Integer> subscriber = GoFlowable.<Integer>generate(
                        emitter -> {
                            try {
                                blocked.countDown();
                                interrupted.set(isInterruptedIn(gate));
                                emitter.emit(1);
                            } finally {
                                ended.countDown();
                            }
                        },
                        here.onCancel(OnCancel.LET_RUN))
                .test();
        await(blocked);
        subscriber.cancel();
        gate.countDown();
        await(ended);
        assertThat(interrupted).isFalse();
        subscriber.assertEmpty();
    }

    @Test
    void cancel_ofAChannelsFlowable_stopsItsReceiverAndLosesNothing() {
        Channel<Integer> channel = Channel.unlimited();
        TestSubscriber<Integer> subscriber = GoFlowable.from(channel, runtime).test();
        channel.trySend(1);
        awaitUntil(() -> subscriber.values().size() == 1);
        subscriber.cancel();
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        channel.trySend(2);
        assertThat(channel.length()).isEqualTo(1);
        subscriber.assertValuesOnly(1);
    }

    @Test
    void failureAfterACancel_isUndeliverable() {
        CountDownLatch blocked = new CountDownLatch(1);
        IOException failure = new IOException("on purpose");
        TestSubscriber<Integer> subscriber = generate(emitter -> {
                    blocked.countDown();
                    isInterruptedIn(new CountDownLatch(1));
                    throw failure;
                })
                .test();
        await(blocked);
        subscriber.cancel();
        awaitUntil(() -> !undeliverable.errors().isEmpty());
        assertThat(undeliverable.errors())
                .singleElement()
                .isInstanceOf(UndeliverableException.class)
                .extracting(Throwable::getCause)
                .isSameAs(failure);
        undeliverable.errors().clear();
        subscriber.assertEmpty();
    }

    @Test
    void failureOfOnNext_isUndeliverableAndEndsTheGenerator() {
        RuntimeException failure = new UnsupportedOperationException("on purpose");
        generate(CancelTest::emitForEver).subscribe(new FlowableSubscriber<>() {
            @Override
            public void onSubscribe(Subscription s) {
                s.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Integer element) {
                throw failure;
            }

            @Override
            public void onError(Throwable t) {}

            @Override
            public void onComplete() {}
        });
        await(finallyRan);
        awaitUntil(() -> !undeliverable.errors().isEmpty());
        assertThat(undeliverable.errors())
                .singleElement()
                .extracting(Throwable::getCause)
                .isSameAs(failure);
        undeliverable.errors().clear();
    }

    @Test
    void cancel_racingWithEverything_leavesNothingBehind() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Flowable<Integer> flowable = GoFlowable.generate(
                emitter -> {
                    begun.incrementAndGet();
                    try {
                        emitForEver(emitter);
                    } finally {
                        ended.incrementAndGet();
                    }
                },
                here);
        for (int i = 0; i < 3000; i++) {
            TestSubscriber<Integer> subscriber = flowable.test(0);
            subscriber.request(1 + i % 3);
            for (int spin = i % 300; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            subscriber.cancel();
            subscriber.assertNoErrors().assertNotComplete();
        }
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        assertThat(ended.get()).isEqualTo(begun.get());
    }

    @Test
    void subscriber_afterACancel_isNotKept() {
        CountDownLatch parked = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Flowable<Integer> stubborn = GoFlowable.generate(
                emitter -> {
                    emitter.emit(1);
                    parked.countDown();
                    await(gate); // keeps the goroutine alive long after the cancel
                },
                here.onCancel(OnCancel.LET_RUN));
        WeakReference<Object> reference = subscribeAndCancel(stubborn, parked);
        awaitUntil(() -> {
            System.gc();
            return reference.get() == null;
        });
        gate.countDown();
    }

    private static WeakReference<Object> subscribeAndCancel(Flowable<Integer> flowable, CountDownLatch parked) {
        TestSubscriber<Integer> subscriber = flowable.test();
        await(parked);
        subscriber.cancel();
        return new WeakReference<>(subscriber);
    }
}
