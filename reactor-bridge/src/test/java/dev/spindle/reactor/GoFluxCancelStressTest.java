package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Go;
import dev.spindle.GoRuntime;
import dev.spindle.reactive.Generator;
import dev.spindle.reactive.StreamOptions;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Scheduler;

/** Whenever a subscriber cancels, nothing is left: no goroutine, no thread, no reference to it. */
@Timeout(300)
class GoFluxCancelStressTest {

    private static final int EACH = 500;
    private static final int NOT_ITSELF = Integer.MAX_VALUE;

    private final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
    private final GoRuntime runtime = GoRuntime.builder()
            .name("cancelled")
            .parallelism(2)
            .uncaughtHandler((thread, failure) -> dropped.add(failure))
            .build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final Scheduler scheduler = GoSchedulers.from(runtime);
    private final AtomicInteger finallyBlocks = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final List<WeakReference<Object>> subscribers = new ArrayList<>();

    @BeforeEach
    void open() {
        Hooks.onErrorDropped(dropped::add);
    }

    @AfterEach
    void close() {
        Hooks.resetOnErrorDropped();
        scheduler.dispose();
        runtime.close();
    }

    private Flux<Integer> flux(Generator<Integer> generator) {
        return GoFlux.generate(
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

    private final class Fickle extends BaseSubscriber<Integer> {
        private final int cancelAfter;
        private int received;

        Fickle(int cancelAfter) {
            this.cancelAfter = cancelAfter;
            subscribers.add(new WeakReference<>(this));
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(Integer element) {
            if (++received == cancelAfter) {
                cancel();
            } else if (received > cancelAfter) {
                dropped.add(new AssertionError("an element after a cancel from onNext"));
            }
        }
    }

    /** Subscribes, asks for n, and gives the cancel. */
    private Runnable subscribed(Flux<Integer> flux, int cancelAfter, long n) {
        Fickle fickle = new Fickle(cancelAfter);
        flux.subscribe(fickle);
        if (n > 0) {
            fickle.request(n);
        }
        return fickle::cancel;
    }

    private void assertNothingIsLeft() {
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        assertThat(runtime.stats().timers()).isZero();
        assertThat(finallyBlocks).hasValue(begun.get());
        awaitUntil(() -> {
            System.gc();
            return subscribers.stream().allMatch(subscriber -> subscriber.get() == null);
        });
        assertThat(dropped).isEmpty();
        scheduler.dispose();
        assertThat(runtime.close(Duration.ofSeconds(20))).isTrue();
        awaitUntil(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("cancelled-")));
    }

    private static void count(dev.spindle.reactive.Emitter<Integer> emitter) throws InterruptedException {
        for (int i = 0; ; i++) {
            emitter.emit(i);
        }
    }

    @Test
    void cancel_beforeTheStart_leavesNothing() {
        for (int i = 0; i < EACH; i++) {
            subscribed(flux(GoFluxCancelStressTest::count), NOT_ITSELF, 0).run();
        }
        assertThat(begun).hasValue(0);
        assertNothingIsLeft();
    }

    @Test
    void cancel_atOnceAfterTheFirstRequest_leavesNothing() {
        for (int i = 0; i < EACH; i++) {
            subscribed(flux(GoFluxCancelStressTest::count), NOT_ITSELF, 1 + i % 3)
                    .run();
        }
        assertNothingIsLeft();
    }

    @Test
    void cancel_whileParkedForDemand_leavesNothing() {
        List<Runnable> cancels = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            cancels.add(subscribed(flux(GoFluxCancelStressTest::count), NOT_ITSELF, 3));
        }
        awaitUntil(() -> runtime.stats().waiting() == EACH);
        cancels.forEach(Runnable::run);
        cancels.clear();
        assertNothingIsLeft();
    }

    @Test
    void cancel_insideEmit_leavesNothing() {
        List<Runnable> cancels = new ArrayList<>();
        Random random = new Random(Seed.next(GoFluxCancelStressTest.class));
        for (int i = 0; i < EACH; i++) {
            cancels.add(subscribed(flux(GoFluxCancelStressTest::count), NOT_ITSELF, Long.MAX_VALUE));
            if (random.nextBoolean()) {
                cancels.removeLast().run();
            }
        }
        cancels.forEach(Runnable::run);
        cancels.clear();
        assertNothingIsLeft();
    }

    @Test
    void cancel_insideUserCode_leavesNothing() {
        List<Runnable> cancels = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            cancels.add(subscribed(flux(emitter -> Go.sleep(Duration.ofHours(1))), NOT_ITSELF, 1));
        }
        awaitUntil(() -> runtime.stats().waiting() == EACH);
        cancels.forEach(Runnable::run);
        cancels.clear();
        assertNothingIsLeft();
    }

    @Test
    void cancel_fromOnNext_leavesNothing() {
        for (int i = 0; i < EACH; i++) {
            subscribed(flux(GoFluxCancelStressTest::count), 1 + i % 5, i % 2 == 0 ? 1 + i % 5 : Long.MAX_VALUE);
        }
        awaitUntil(() -> finallyBlocks.get() == EACH);
        assertNothingIsLeft();
    }

    @Test
    void cancel_atRandomThroughOperators_leavesNothing() {
        Random random = new Random(Seed.next(GoFluxCancelStressTest.class));
        for (int i = 0; i < EACH; i++) {
            Flux<Integer> flux = flux(GoFluxCancelStressTest::count)
                    .subscribeOn(scheduler)
                    .publishOn(scheduler, 1 + random.nextInt(20))
                    .limitRate(1 + random.nextInt(10));
            Runnable cancel = subscribed(flux, NOT_ITSELF, 1 + random.nextInt(1000));
            for (int spins = random.nextInt(2000); spins > 0; spins--) {
                Thread.onSpinWait();
            }
            cancel.run();
        }
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        // publishOn, on whatever scheduler: an element that meets the worker of a cancelled subscription is rejected.
        dropped.removeIf(RejectedExecutionException.class::isInstance);
        assertNothingIsLeft();
    }

    @Test
    void cancel_ofLoopsAndAwaits_leavesNothing() {
        List<Runnable> cancels = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            int kind = i % 3;
            cancels.add(subscribed(
                    flux(emitter -> {
                        switch (kind) {
                            case 0 ->
                                GoFlux.iterate(flux(GoFluxCancelStressTest::count), 2)
                                        .forEach(n -> emitter.tryEmit(n));
                            case 1 ->
                                GoMono.await(flux(inner -> Go.sleep(Duration.ofHours(1)))
                                        .then());
                            default -> {
                                try (FluxLoop<Integer> loop = GoFlux.iterate(Flux.never())) {
                                    loop.forEach(emitter::tryEmit);
                                }
                            }
                        }
                    }),
                    NOT_ITSELF,
                    1));
        }
        awaitUntil(() -> runtime.stats().goroutines() >= EACH + EACH / 3);
        cancels.forEach(Runnable::run);
        cancels.clear();
        assertNothingIsLeft();
    }
}
