package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Go;
import dev.spindle.GoRuntime;
import dev.spindle.channel.Channel;
import dev.spindle.reactive.Emitter;
import dev.spindle.reactive.Generator;
import dev.spindle.reactive.StreamOptions;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.FlowableSubscriber;
import io.reactivex.rxjava3.core.Scheduler;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;

/** Whenever a subscriber cancels, nothing is left: no goroutine, no thread, no reference to it. */
@Timeout(300)
class GoFlowableCancelStressTest {

    private static final int EACH = 500;
    private static final int NOT_ITSELF = Integer.MAX_VALUE;

    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final GoRuntime runtime = GoRuntime.builder()
            .name("fickle")
            .parallelism(2)
            .uncaughtHandler((thread, failure) -> wrong.add(failure))
            .build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final Scheduler scheduler = GoRxSchedulers.from(runtime);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger finallyBlocks = new AtomicInteger();
    private final List<WeakReference<Object>> subscribers = new ArrayList<>();
    private final Undeliverable undeliverable = new Undeliverable();

    @AfterEach
    void close() {
        undeliverable.close();
        scheduler.shutdown();
        runtime.close();
    }

    private Flowable<Integer> flowable(Generator<Integer> generator) {
        return GoFlowable.generate(
                emitter -> {
                    begun.incrementAndGet();
                    try {
                        generator.run(emitter);
                    } finally {
                        finallyBlocks.incrementAndGet();
                    }
                },
                here);
    }

    private final class Fickle implements FlowableSubscriber<Integer> {
        private final int cancelAfter;
        private final long request;
        private Subscription subscription;
        private int received;

        Fickle(int cancelAfter, long request) {
            this.cancelAfter = cancelAfter;
            this.request = request;
            subscribers.add(new WeakReference<>(this));
        }

        @Override
        public void onSubscribe(Subscription s) {
            subscription = s;
            if (request > 0) {
                s.request(request);
            }
        }

        @Override
        public void onNext(Integer element) {
            if (++received == cancelAfter) {
                subscription.cancel();
            } else if (received > cancelAfter) {
                wrong.add(new AssertionError("an element after a cancel from onNext"));
            }
        }

        @Override
        public void onError(Throwable failure) {
            wrong.add(failure);
        }

        @Override
        public void onComplete() {
            wrong.add(new AssertionError("completed"));
        }
    }

    /** Subscribes, asks for n, and gives the cancel. */
    private Runnable subscribed(Flowable<Integer> flowable, int cancelAfter, long n) {
        Fickle fickle = new Fickle(cancelAfter, n);
        flowable.subscribe(fickle);
        return fickle.subscription::cancel;
    }

    private void assertNothingIsLeft() {
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        assertThat(runtime.stats().timers()).isZero();
        assertThat(finallyBlocks).hasValue(begun.get());
        awaitUntil(() -> {
            System.gc();
            return subscribers.stream().allMatch(subscriber -> subscriber.get() == null);
        });
        assertThat(wrong).isEmpty();
        undeliverable.expectNone();
        scheduler.shutdown();
        assertThat(runtime.close(Waiting.LONG)).isTrue();
        awaitUntil(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("fickle-")));
    }

    private static void count(Emitter<Integer> emitter) throws InterruptedException {
        for (int i = 0; ; i++) {
            emitter.emit(i);
        }
    }

    private void cancelAll(List<Runnable> cancels) {
        cancels.forEach(Runnable::run);
        cancels.clear();
    }

    @Test
    void cancel_beforeTheStart_leavesNothing() {
        for (int i = 0; i < EACH; i++) {
            subscribed(flowable(GoFlowableCancelStressTest::count), NOT_ITSELF, 0)
                    .run();
        }
        assertThat(begun).hasValue(0);
        assertNothingIsLeft();
    }

    @Test
    void cancel_atOnceAfterTheFirstRequest_leavesNothing() {
        for (int i = 0; i < EACH; i++) {
            subscribed(flowable(GoFlowableCancelStressTest::count), NOT_ITSELF, 1 + i % 3)
                    .run();
        }
        assertNothingIsLeft();
    }

    @Test
    void cancel_whileParkedForDemandOrInsideUserCode_leavesNothing() {
        List<Runnable> cancels = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            Generator<Integer> generator =
                    i % 2 == 0 ? GoFlowableCancelStressTest::count : emitter -> Go.sleep(Duration.ofHours(1));
            cancels.add(subscribed(flowable(generator), NOT_ITSELF, 3));
        }
        awaitUntil(() -> runtime.stats().waiting() == EACH);
        cancelAll(cancels);
        assertNothingIsLeft();
    }

    @Test
    void cancel_insideEmit_leavesNothing() {
        List<Runnable> cancels = new ArrayList<>();
        Random random = new Random(Seed.next(GoFlowableCancelStressTest.class));
        for (int i = 0; i < EACH; i++) {
            cancels.add(subscribed(flowable(GoFlowableCancelStressTest::count), NOT_ITSELF, Long.MAX_VALUE));
            if (random.nextBoolean()) {
                cancels.removeLast().run();
            }
        }
        cancelAll(cancels);
        assertNothingIsLeft();
    }

    @Test
    void cancel_fromOnNext_leavesNothing() {
        for (int i = 0; i < EACH; i++) {
            subscribed(flowable(GoFlowableCancelStressTest::count), 1 + i % 5, i % 2 == 0 ? 1 + i % 5 : Long.MAX_VALUE);
        }
        awaitUntil(() -> finallyBlocks.get() == EACH);
        assertNothingIsLeft();
    }

    @Test
    void cancel_atRandomThroughOperators_leavesNothing() {
        Random random = new Random(Seed.next(GoFlowableCancelStressTest.class));
        for (int i = 0; i < EACH; i++) {
            Flowable<Integer> flowable = flowable(GoFlowableCancelStressTest::count)
                    .subscribeOn(scheduler)
                    .observeOn(scheduler, false, 1 + random.nextInt(20))
                    .rebatchRequests(1 + random.nextInt(10));
            Runnable cancel = subscribed(flowable, NOT_ITSELF, 1 + random.nextInt(1000));
            for (int spins = random.nextInt(2000); spins > 0; spins--) {
                Thread.onSpinWait();
            }
            cancel.run();
        }
        assertNothingIsLeft();
    }

    @Test
    void cancel_ofChannelsLoopsAndAwaits_leavesNothing() {
        List<Runnable> cancels = new ArrayList<>();
        Channel<Integer> silent = Channel.unbuffered();
        for (int i = 0; i < EACH; i++) {
            Flowable<Integer> flowable = switch (i % 3) {
                case 0 -> GoFlowable.from(silent, runtime);
                case 1 ->
                    flowable(emitter -> {
                        try (FlowableLoop<Integer> loop = GoFlowable.iterate(Flowable.never())) {
                            loop.forEach(emitter::tryEmit);
                        }
                    });
                default ->
                    flowable(emitter -> GoSingle.await(
                            flowable(inner -> Go.sleep(Duration.ofHours(1))).firstOrError()));
            };
            cancels.add(subscribed(flowable, NOT_ITSELF, 1));
        }
        awaitUntil(() -> runtime.stats().waiting() == EACH + EACH / 3);
        cancelAll(cancels);
        assertNothingIsLeft();
    }
}
