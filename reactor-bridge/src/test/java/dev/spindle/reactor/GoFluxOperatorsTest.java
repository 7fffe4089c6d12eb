package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.await;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.reactive.ConcurrentMapPublisher.Order;
import dev.spindle.reactive.StreamOptions;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.util.context.Context;

/** Operators written as loops and as blocking calls. */
class GoFluxOperatorsTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("operators").parallelism(2).build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final Scheduler scheduler = GoSchedulers.from(runtime);

    @AfterEach
    void close() {
        Hooks.resetOnErrorDropped();
        scheduler.dispose();
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        runtime.close();
    }

    // ---- transform ----

    private static Flux<Integer> sums(Flux<Integer> numbers) {
        return numbers.transform(GoFlux.transform((in, out) -> {
            int sum = 0;
            for (int i : in) {
                sum += i;
                out.emit(sum);
            }
        }));
    }

    @Test
    void transform_withALoop_isAnOperator() {
        StepVerifier.create(sums(Flux.range(1, 5)))
                .expectNext(1, 3, 6, 10, 15)
                .expectComplete()
                .verify(LONG);
        StepVerifier.create(sums(Flux.range(1, 10_000).publishOn(scheduler))
                        .publishOn(scheduler, 3)
                        .last())
                .expectNext(50_005_000)
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void transform_thatEndsEarly_cancelsTheSource() {
        TestPublisher<Integer> source = TestPublisher.create();
        StepVerifier.create(source.flux().transform(GoFlux.transform(8, (in, out) -> out.emit(in.receive()), here)))
                .then(() -> awaitUntil(source::wasSubscribed))
                .then(() -> source.next(1, 2))
                .expectNext(1)
                .expectComplete()
                .verify(LONG);
        awaitUntil(source::wasCancelled);
    }

    @Test
    void transform_thatIsCancelled_cancelsTheSourceAndInterruptsTheLoop() {
        TestPublisher<Integer> source = TestPublisher.create();
        CountDownLatch ended = new CountDownLatch(1);
        StepVerifier.create(source.flux()
                        .transform(GoFlux.<Integer, Integer>transform(
                                8,
                                (in, out) -> {
                                    try {
                                        in.forEach(out::tryEmit);
                                    } finally {
                                        ended.countDown();
                                    }
                                },
                                here)))
                .then(() -> awaitUntil(source::wasSubscribed))
                .thenCancel()
                .verify(LONG);
        await(ended);
        awaitUntil(source::wasCancelled);
    }

    @Test
    void transform_ofAFailingSource_failsWithTheCause() {
        IOException failure = new IOException("on purpose");
        StepVerifier.create(sums(Flux.just(1, 2).concatWith(Mono.error(failure))))
                .expectNext(1, 3)
                .expectErrorSatisfies(e -> assertThat(e).isSameAs(failure))
                .verify(LONG);
    }

    @Test
    void transform_passesTheContextOnAndDiscardsWhatNobodyReceives() {
        Queue<Integer> discarded = new ConcurrentLinkedQueue<>();
        Flux<Integer> source = Flux.deferContextual(c -> Flux.range(c.<Integer>get("from"), 4));
        StepVerifier.create(source.transform(GoFlux.<Integer, Integer>transform(
                                8,
                                (in, out) -> {
                                    int first = in.receive();
                                    awaitUntil(() -> in.length() == 3);
                                    out.emit(first + ReactorContext.current().<Integer>get("plus"));
                                },
                                here))
                        .doOnDiscard(Integer.class, discarded::add)
                        .contextWrite(Context.of("from", 10, "plus", 100)))
                .expectNext(110)
                .expectComplete()
                .verify(LONG);
        awaitUntil(() -> discarded.size() == 3);
        assertThat(discarded).containsExactly(11, 12, 13);
    }

    // ---- mapConcurrent ----

    @Test
    void mapConcurrent_givesResultsInOrder() {
        CountDownLatch eight = new CountDownLatch(8);
        List<Integer> doubled = Flux.range(0, 1000)
                .transform(GoFlux.mapConcurrent(8, i -> {
                    eight.countDown();
                    await(eight); // so many really are at work at once
                    return 2 * i;
                }))
                .collectList()
                .block(LONG);
        assertThat(doubled).hasSize(1000).isSorted().last().isEqualTo(1998);
    }

    @Test
    void mapConcurrentUnordered_letsTheFastGoFirst() {
        CountDownLatch others = new CountDownLatch(9);
        List<Integer> seen = Flux.range(0, 10)
                .transform(GoFlux.mapConcurrentUnordered(4, i -> {
                    if (i == 0) {
                        await(others);
                    }
                    return i;
                }))
                .doOnNext(i -> others.countDown()) // not in the mapper: a result follows its mapper's end
                .collectList()
                .block(LONG);
        assertThat(seen).hasSize(10).last().isEqualTo(0);
    }

    @Test
    void mapConcurrent_neverRunsMoreAtOnce() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (Order order : Order.values()) {
            Flux.range(0, 2000)
                    .transform(GoFlux.<Integer, Integer>mapConcurrent(
                            3,
                            order,
                            i -> {
                                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                Thread.yield();
                                running.decrementAndGet();
                                return i;
                            },
                            here))
                    .blockLast(LONG);
        }
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void mapConcurrent_thatFails_cancelsTheSourceAndInterruptsTheOthers() {
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch interrupted = new CountDownLatch(3);
        TestPublisher<Integer> source = TestPublisher.create();
        StepVerifier.create(source.flux()
                        .transform(GoFlux.<Integer, Integer>mapConcurrent(
                                4,
                                Order.COMPLETION,
                                i -> {
                                    if (i == 3) {
                                        await(begun);
                                        throw new IOException("on purpose");
                                    }
                                    begun.countDown();
                                    try {
                                        new CountDownLatch(1).await();
                                    } catch (InterruptedException e) {
                                        interrupted.countDown();
                                    }
                                    return i;
                                },
                                here)))
                .then(() -> awaitUntil(source::wasSubscribed))
                .then(() -> source.next(0, 1, 2, 3))
                .expectErrorMessage("on purpose")
                .verify(LONG);
        await(interrupted);
        awaitUntil(source::wasCancelled);
    }

    @Test
    void mapConcurrent_thatIsCancelledWhereverItsWorkersAre_dropsNoError() {
        Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
        Hooks.onErrorDropped(dropped::add);
        for (int round = 0; round < 300; round++) {
            Flux<Integer> numbers =
                    round % 2 == 0 ? Flux.range(0, 100) : Flux.range(0, 3).concatWith(Flux.never());
            numbers.transform(GoFlux.<Integer, Integer>mapConcurrent(4, Order.values()[round % 3 % 2], i -> i, here))
                    .take(1 + round % 3)
                    .blockLast(LONG);
        }
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        assertThat(dropped).isEmpty();
    }

    @Test
    void mapConcurrent_seesTheContext() {
        assertThat(Flux.range(0, 3)
                        .transform(GoFlux.<Integer, String>mapConcurrent(
                                2, i -> i + ReactorContext.current().<String>get("suffix")))
                        .contextWrite(Context.of("suffix", "!"))
                        .collectList()
                        .block(LONG))
                .containsExactly("0!", "1!", "2!");
    }

    @Test
    void operators_withBadArguments_sayWhatIsWrong() {
        assertThatThrownBy(() -> GoFlux.mapConcurrent(0, i -> i))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> GoFlux.transform(0, (in, out) -> {}, here))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> GoFlux.transform(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> GoFlux.mapConcurrent(1, null)).isInstanceOf(NullPointerException.class);
        StepVerifier.create(Flux.just(1).transform(GoFlux.<Integer, Integer>mapConcurrent(1, i -> null)))
                .expectError(NullPointerException.class)
                .verify(LONG);
    }
}
