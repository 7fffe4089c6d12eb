package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.await;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.OnCancel;
import dev.spindle.reactive.StreamOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class GoMonoTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("mono").parallelism(2).build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final Scheduler scheduler = GoSchedulers.from(runtime);

    @AfterEach
    void close() {
        scheduler.dispose();
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        runtime.close();
    }

    // ---- of ----

    @Test
    void of_givesWhatTheCallReturns() {
        AtomicInteger calls = new AtomicInteger();
        Mono<Integer> mono = GoMono.of(calls::incrementAndGet, here);
        assertThat(calls).hasValue(0);
        assertThat(mono.block(LONG)).isEqualTo(1);
        assertThat(mono.block(LONG)).isEqualTo(2);
        StepVerifier.create(GoMono.of(() -> null, here)).expectComplete().verify(LONG);
    }

    @Test
    void of_aCallThatReturnsAfterTheCancel_discardsItsValue() throws Exception {
        List<Object> undelivered = new CopyOnWriteArrayList<>();
        List<Object> discarded = new CopyOnWriteArrayList<>();
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Disposable subscribed = GoMono.of(
                        () -> {
                            began.countDown();
                            release.await();
                            return "connection";
                        },
                        here.onCancel(OnCancel.LET_RUN).undelivered(undelivered::add))
                .doOnDiscard(String.class, discarded::add)
                .subscribe();
        began.await();
        subscribed.dispose();
        release.countDown();
        awaitUntil(() -> !discarded.isEmpty());
        assertThat(undelivered).containsExactly("connection");
        assertThat(discarded).containsExactly("connection");
    }

    @Test
    void of_aCallThatThrows_failsWithThat() {
        IOException failure = new IOException("on purpose");
        StepVerifier.create(GoMono.of(
                        () -> {
                            throw failure;
                        },
                        here))
                .expectErrorSatisfies(e -> assertThat(e).isSameAs(failure))
                .verify(LONG);
    }

    @Test
    void of_thatIsCancelled_interruptsTheCall() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Disposable subscription = GoMono.of(
                        () -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                            return 1;
                        },
                        here)
                .subscribe();
        await(begun);
        subscription.dispose();
        await(interrupted);
    }

    @Test
    void of_inAFlatMap_runsCallsSideBySide() {
        CountDownLatch allThere = new CountDownLatch(100);
        Long sum = reactor.core.publisher.Flux.range(0, 100)
                .flatMap(
                        i -> GoMono.of(
                                () -> {
                                    allThere.countDown();
                                    await(allThere);
                                    return i;
                                },
                                here),
                        100)
                .reduce(0L, Long::sum)
                .block(LONG);
        assertThat(sum).isEqualTo(4950);
    }

    @Test
    void run_completesWithoutAValue() {
        AtomicInteger runs = new AtomicInteger();
        StepVerifier.create(GoMono.run(runs::incrementAndGet)).expectComplete().verify(LONG);
        assertThat(runs).hasValue(1);
        assertThatThrownBy(() -> GoMono.of(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> GoMono.run(null)).isInstanceOf(NullPointerException.class);
    }

    // ---- await ----

    private <T> T inGoroutine(java.util.concurrent.Callable<T> call) throws Exception {
        AtomicReference<T> result = new AtomicReference<>();
        Goroutine goroutine = runtime.go(() -> result.set(call.call()));
        assertThat(goroutine.join(LONG)).isTrue();
        return result.get();
    }

    @Test
    void await_inAGoroutineAndOutside_givesTheValue() throws Exception {
        Mono<Long> later = Mono.delay(Duration.ofMillis(2), scheduler);
        Long outside = GoMono.await(later);
        assertThat(outside).isZero();
        Long inGoroutine = inGoroutine(() -> GoMono.await(later));
        assertThat(inGoroutine).isZero();
        String empty = GoMono.await(Mono.empty());
        assertThat(empty).isNull();
        String just = GoMono.await(Mono.just("x"));
        assertThat(just).isEqualTo("x");
    }

    @Test
    void await_ofAFailure_throwsItWithTheCallersStack() {
        IllegalArgumentException failure = new IllegalArgumentException("on purpose");
        assertThatThrownBy(() -> GoMono.await(Mono.error(failure)))
                .isSameAs(failure)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .anySatisfy(own -> assertThat(own.getStackTrace())
                                .anyMatch(frame -> frame.getClassName().startsWith(GoMonoTest.class.getName()))));
        assertThatThrownBy(() -> GoMono.await(Mono.error(new IOException("on purpose"))))
                .isInstanceOf(RuntimeException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void await_whoseCallerIsCancelled_cancelsUpstream() throws Exception {
        TestPublisher<Integer> never = TestPublisher.create();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Goroutine waiting = runtime.go(() -> {
            try {
                GoMono.await(never.mono());
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        awaitUntil(never::wasSubscribed);
        waiting.cancel();
        assertThat(waiting.join(LONG)).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        never.assertCancelled();
    }

    @Test
    void await_thatEnds_leavesUpstreamAlone() throws Exception {
        Sinks.One<Integer> source = Sinks.one();
        AtomicInteger cancels = new AtomicInteger();
        runtime.go(() -> {
            awaitUntil(() -> source.currentSubscriberCount() == 1);
            source.tryEmitValue(7);
        });
        Integer seven = GoMono.await(source.asMono().doOnCancel(cancels::incrementAndGet));
        assertThat(seven).isEqualTo(7);
        assertThat(cancels).hasValue(0);
    }

    @Test
    void await_interruptedWhenTheValueHasCome_returnsItAndStaysInterrupted() throws Exception {
        Integer seven = GoMono.await(Mono.fromCallable(() -> {
            Thread.currentThread().interrupt();
            return 7;
        }));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(seven).isEqualTo(7);
    }

    @Test
    void await_interruptedBeforeTheValueCame_discardsIt() {
        AtomicReference<CoreSubscriber<? super Integer>> waiting = new AtomicReference<>();
        List<Object> discarded = new CopyOnWriteArrayList<>();
        Mono<Integer> late = new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super Integer> subscriber) {
                subscriber.onSubscribe(Operators.emptySubscription());
                waiting.set(subscriber);
            }
        };
        Disposable subscription = GoMono.of(() -> GoMono.await(late), here)
                .doOnDiscard(Integer.class, discarded::add)
                .subscribe();
        awaitUntil(() -> waiting.get() != null);
        subscription.dispose();
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        waiting.get().onNext(8);
        assertThat(discarded).containsExactly(8);
    }

    @Test
    void await_interruptedBeforeTheSubscriptionCame_cancelsIt() throws Exception {
        AtomicReference<CoreSubscriber<?>> waiting = new AtomicReference<>();
        Mono<Integer> silent = new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super Integer> subscriber) {
                waiting.set(subscriber);
            }
        };
        Goroutine goroutine = runtime.go(() -> GoMono.await(silent));
        awaitUntil(() -> waiting.get() != null);
        goroutine.cancel();
        assertThatThrownBy(() -> goroutine.join(LONG)).hasCauseInstanceOf(InterruptedException.class);
        AtomicInteger cancels = new AtomicInteger();
        waiting.get().onSubscribe(new Operators.DeferredSubscription() {
            @Override
            public void cancel() {
                cancels.incrementAndGet();
            }
        });
        assertThat(cancels).hasValue(1);
    }

    @Test
    void await_byAnInterruptedCaller_subscribesToNothing() {
        TestPublisher<Integer> source = TestPublisher.create();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> GoMono.await(source.mono())).isInstanceOf(InterruptedException.class);
        source.assertWasNotSubscribed();
    }

    @Test
    void await_whereReactorForbidsToBlock_throws() {
        StepVerifier.create(Mono.fromCallable(() -> GoMono.await(Mono.just(1))).subscribeOn(Schedulers.parallel()))
                .expectErrorSatisfies(e ->
                        assertThat(e).isInstanceOf(IllegalStateException.class).hasMessageContaining("blocking"))
                .verify(LONG);
    }
}
