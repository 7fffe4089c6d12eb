package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.await;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import dev.spindle.reactive.CancelledException;
import dev.spindle.reactive.Emitter;
import dev.spindle.reactive.StreamOptions;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Generators as Flux. */
class GoFluxGenerateTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("generate").parallelism(2).build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final Scheduler scheduler = GoSchedulers.from(runtime);

    @AfterEach
    void close() {
        Hooks.resetOnErrorDropped();
        scheduler.dispose();
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        runtime.close();
    }

    private Flux<Integer> range(int n) {
        return GoFlux.generate(
                emitter -> {
                    for (int i = 0; i < n; i++) {
                        emitter.emit(i);
                    }
                },
                here);
    }

    // ---- elements and ends ----

    @Test
    void generate_throughOperators_givesAllInOrder() {
        for (int prefetch : new int[] {1, 16, 256}) {
            StepVerifier.create(range(20_000)
                            .publishOn(scheduler, prefetch)
                            .index()
                            .filter(pair -> pair.getT1() != pair.getT2().longValue())
                            .count())
                    .expectNext(0L)
                    .expectComplete()
                    .verify(LONG);
        }
    }

    @Test
    void generate_subscribedTwice_runsTwice() {
        Flux<Integer> flux = range(10);
        assertThat(flux.collectList().block(LONG)).hasSize(10);
        assertThat(Flux.merge(flux, flux).count().block(LONG)).isEqualTo(20);
    }

    @Test
    void generate_neverRunsAheadOfDemand() {
        AtomicInteger emitted = new AtomicInteger();
        Flux<Integer> flux = GoFlux.generate(
                emitter -> {
                    for (int i = 0; i < 100; i++) {
                        emitter.emit(i);
                        emitted.incrementAndGet();
                    }
                },
                here);
        StepVerifier.create(flux, 0)
                .then(() -> assertThat(emitted).hasValue(0))
                .thenRequest(1)
                .expectNext(0)
                .thenRequest(2)
                .expectNext(1, 2)
                .then(() ->
                        awaitUntil(() -> emitted.get() == 3 && runtime.stats().waiting() == 1))
                .then(() -> assertThat(emitted).hasValue(3))
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void generate_thatThrows_failsWithThat() {
        IOException failure = new IOException("on purpose");
        StepVerifier.create(GoFlux.generate(
                        emitter -> {
                            emitter.emit(1);
                            throw failure;
                        },
                        here))
                .expectNext(1)
                .expectErrorSatisfies(e -> assertThat(e).isSameAs(failure))
                .verify(LONG);
    }

    @Test
    void generate_ofNull_failsAsTheSpecificationSays() {
        StepVerifier.create(GoFlux.<Integer>generate(emitter -> emitter.emit(null), here))
                .expectError(NullPointerException.class)
                .verify(LONG);
        assertThatThrownBy(() -> GoFlux.generate(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> GoFlux.generate(emitter -> {}, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void emit_afterTheEnd_saysWhatWasWrong() {
        AtomicReference<Emitter<Integer>> leaked = new AtomicReference<>();
        StepVerifier.create(GoFlux.generate(leaked::set, here)).expectComplete().verify(LONG);
        assertThatThrownBy(() -> leaked.get().emit(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended");
    }

    @Test
    void request_ofNothing_failsTheSubscriber() {
        for (long n : new long[] {0, -1, Long.MIN_VALUE}) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            CountDownLatch ended = new CountDownLatch(1);
            range(10).subscribe(new org.reactivestreams.Subscriber<>() {
                @Override
                public void onSubscribe(org.reactivestreams.Subscription subscription) {
                    subscription.request(n);
                }

                @Override
                public void onNext(Integer element) {}

                @Override
                public void onError(Throwable e) {
                    failure.set(e);
                    ended.countDown();
                }

                @Override
                public void onComplete() {
                    ended.countDown();
                }
            });
            await(ended);
            // Reactor itself checks what passes through its strict subscriber.
            assertThat(failure.get())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3.9");
        }
    }

    @Test
    void subscribe_toAClosedRuntime_fails() {
        GoRuntime closed = GoRuntime.builder().name("closed").build();
        closed.close();
        StepVerifier.create(GoFlux.<Integer>generate(
                        emitter -> emitter.emit(1), StreamOptions.defaults().runtime(closed)))
                .expectError(RejectedExecutionException.class)
                .verify(LONG);
    }

    // ---- schedulers ----

    @Test
    void generate_behindSubscribeOnWithSmallRequests_doesNotDeadlock() {
        Scheduler serial = GoSchedulers.builder(runtime).serial().build();
        for (Scheduler where : new Scheduler[] {scheduler, serial, Schedulers.parallel(), Schedulers.single()}) {
            StepVerifier.create(range(1000).subscribeOn(where).limitRate(1).count())
                    .expectNext(1000L)
                    .expectComplete()
                    .verify(LONG);
        }
        serial.dispose();
    }

    @Test
    void generate_withoutARuntime_runsOnThatOfTheSubscribingTask() {
        AtomicReference<GoRuntime> seen = new AtomicReference<>();
        GoFlux.<Integer>generate(emitter -> seen.set(GoRuntime.current()))
                .subscribeOn(scheduler)
                .blockLast(LONG);
        assertThat(seen).hasValue(runtime);
        GoFlux.<Integer>generate(emitter -> seen.set(GoRuntime.current())).blockLast(LONG);
        assertThat(seen).hasValue(GoRuntime.shared());
    }

    @Test
    void generate_withAName_bearsIt() {
        String name = GoFlux.<String>generate(
                        emitter -> emitter.emit(Thread.currentThread().getName()), here.name("reader"))
                .blockLast(LONG);
        assertThat(name).isEqualTo("reader");
    }

    @Test
    void block_inAGeneratorAndBehindIt_parks() {
        Integer sum = GoFlux.<Integer>generate(
                        emitter -> {
                            for (int i = 1; i <= 10; i++) {
                                emitter.emit(Mono.just(i)
                                        .delayElement(java.time.Duration.ofMillis(1), scheduler)
                                        .block(LONG));
                            }
                        },
                        here)
                .map(i -> Mono.just(i)
                        .delayElement(java.time.Duration.ofMillis(1), scheduler)
                        .block(LONG))
                .reduce(0, Integer::sum)
                .block(LONG);
        assertThat(sum).isEqualTo(55);
    }

    // ---- cancel ----

    @Test
    void cancel_whileTheGeneratorWaitsElsewhere_interruptsItAndRunsFinally() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Throwable> met = new AtomicReference<>();
        CountDownLatch cleaned = new CountDownLatch(1);
        Disposable subscription = GoFlux.<Integer>generate(
                        emitter -> {
                            try {
                                begun.countDown();
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                met.set(e);
                                throw e;
                            } finally {
                                cleaned.countDown();
                            }
                        },
                        here)
                .subscribe();
        await(begun);
        subscription.dispose();
        await(cleaned);
        assertThat(met.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void cancel_whereItIsToLetRun_endsTheNextEmit() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicReference<Throwable> met = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        Disposable subscription = GoFlux.<Integer>generate(
                        emitter -> {
                            begun.countDown();
                            await(gate);
                            try {
                                emitter.emit(1);
                            } catch (CancelledException e) {
                                met.set(e);
                                throw e;
                            } finally {
                                ended.countDown();
                            }
                        },
                        here.onCancel(OnCancel.LET_RUN))
                .subscribe();
        await(begun);
        subscription.dispose();
        gate.countDown();
        await(ended);
        assertThat(met.get()).isInstanceOf(CancelledException.class);
    }

    @Test
    void take_endsTheGenerator() {
        AtomicLong last = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(1);
        Flux<Long> endless = GoFlux.generate(
                emitter -> {
                    try {
                        for (long i = 0; ; i++) {
                            last.set(i);
                            emitter.emit(i);
                        }
                    } finally {
                        ended.countDown();
                    }
                },
                here);
        StepVerifier.create(endless.take(3))
                .expectNext(0L, 1L, 2L)
                .expectComplete()
                .verify(LONG);
        await(ended);
        assertThat(last.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void failure_afterACancel_isDroppedInReactorsManner() {
        Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
        Hooks.onErrorDropped(dropped::add);
        IllegalStateException late = new IllegalStateException("late");
        CountDownLatch begun = new CountDownLatch(1);
        Disposable subscription = GoFlux.<Integer>generate(
                        emitter -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                throw late;
                            }
                        },
                        here)
                .subscribe();
        await(begun);
        subscription.dispose();
        awaitUntil(() -> !dropped.isEmpty());
        assertThat(dropped).containsExactly(late);
    }

    @Test
    void cancel_beforeTheFirstRequest_startsNothing() {
        AtomicInteger started = new AtomicInteger();
        BaseSubscriber<Integer> subscriber = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {}
        };
        GoFlux.<Integer>generate(emitter -> started.incrementAndGet(), here).subscribe(subscriber);
        long spawned = runtime.stats().spawned();
        subscriber.cancel();
        subscriber.request(5);
        assertThat(runtime.stats().spawned()).isEqualTo(spawned).isZero();
        assertThat(started).hasValue(0);
    }
}
