package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.channel.ChannelClosedException;
import dev.spindle.channel.Receiver;
import dev.spindle.reactive.StreamOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** Flux as channels and as loops. */
class GoFluxConversionsTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("convert").parallelism(2).build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final Scheduler scheduler = GoSchedulers.from(runtime);

    @AfterEach
    void close() {
        scheduler.dispose();
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        runtime.close();
    }

    // ---- toChannel ----

    @Test
    void toChannel_givesAllInOrderThenTheEnd() throws Exception {
        for (int prefetch : new int[] {1, 3, 64, Integer.MAX_VALUE}) {
            Receiver<Integer> channel = GoFlux.toChannel(Flux.range(0, 1000).publishOn(scheduler), prefetch);
            List<Integer> seen = new ArrayList<>();
            channel.forEach(seen::add);
            assertThat(seen).hasSize(1000).isSorted();
            assertThat(channel.receiveOrNull()).isNull();
        }
    }

    @Test
    void toChannel_requestsNoMoreThanItsPrefetch() throws Exception {
        AtomicLong requested = new AtomicLong();
        Receiver<Integer> channel = GoFlux.toChannel(Flux.range(0, 1000).hide().doOnRequest(requested::addAndGet), 8);
        assertThat(requested).hasValue(8);
        for (int i = 0; i < 500; i++) {
            assertThat(channel.receive()).isEqualTo(i);
            assertThat(requested.get()).isLessThanOrEqualTo(i + 9);
        }
        channel.cancel();
    }

    @Test
    void toChannel_ofAFailure_closesItWithTheCause() {
        IOException failure = new IOException("on purpose");
        Receiver<Integer> channel = GoFlux.toChannel(Flux.just(1).concatWith(Mono.error(failure)), 4);
        assertThatThrownBy(() -> {
                    while (channel.receiveOrNull() != null) {
                        // goes on
                    }
                })
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(failure);
    }

    @Test
    void toChannel_thatIsCancelled_cancelsUpstreamAndDiscardsTheRest() {
        Queue<Object> discarded = new ConcurrentLinkedQueue<>();
        TestPublisher<Integer> source = TestPublisher.create();
        GoFlux.<Integer>generate(
                        emitter -> {
                            Receiver<Integer> channel = GoFlux.toChannel(source, 8);
                            source.next(1, 2, 3);
                            emitter.emit(channel.receive());
                            channel.cancel();
                        },
                        here)
                .doOnDiscard(Integer.class, discarded::add)
                .blockLast(LONG);
        source.assertCancelled();
        assertThat(discarded).containsExactly(2, 3);
    }

    @Test
    void toChannel_withoutRoom_isRefused() {
        for (int prefetch : new int[] {0, -1}) {
            assertThatThrownBy(() -> GoFlux.toChannel(Flux.just(1), prefetch))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least 1");
            assertThatThrownBy(() -> GoFlux.iterate(Flux.just(1), prefetch))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    // ---- iterate ----

    @Test
    void iterate_inAGoroutine_givesAllInOrder() throws Exception {
        List<Integer> seen = new ArrayList<>();
        Goroutine goroutine = runtime.go(() -> {
            try (FluxLoop<Integer> loop = GoFlux.iterate(Flux.range(0, 5000).publishOn(scheduler), 16)) {
                for (int i : loop) {
                    seen.add(i);
                }
            }
        });
        assertThat(goroutine.join(LONG)).isTrue();
        assertThat(seen).hasSize(5000).isSorted();
    }

    @Test
    void iterate_leftEarly_cancelsWhenClosed() {
        TestPublisher<Integer> source = TestPublisher.create();
        try (FluxLoop<Integer> loop = GoFlux.iterate(source)) {
            Iterator<Integer> iterator = loop.iterator();
            source.next(1, 2);
            assertThat(iterator.next()).isEqualTo(1);
            source.assertNotCancelled();
        }
        source.assertCancelled();
    }

    @Test
    void iterate_leftOpen_isCancelledAtTheEndOfItsGoroutine() throws Exception {
        TestPublisher<Integer> source = TestPublisher.create();
        Goroutine goroutine = runtime.go(() -> {
            Iterator<Integer> iterator = GoFlux.iterate(source).iterator();
            source.next(1);
            iterator.next();
            source.assertNotCancelled();
        });
        assertThat(goroutine.join(LONG)).isTrue();
        awaitUntil(source::wasCancelled);
    }

    @Test
    void iterate_manyTimesInOneGoroutine_keepsNothingOfTheLoopsThatEnded() throws Exception {
        AtomicReference<java.lang.ref.WeakReference<Object>> first = new AtomicReference<>();
        AtomicReference<java.lang.ref.WeakReference<Object>> second = new AtomicReference<>();
        Goroutine goroutine = runtime.go(() -> {
            Object marker = new Object();
            first.set(new java.lang.ref.WeakReference<>(marker));
            for (Object each : GoFlux.iterate(Flux.just(marker))) {
                assertThat(each).isSameAs(marker);
            }
            marker = new Object();
            second.set(new java.lang.ref.WeakReference<>(marker));
            try (FluxLoop<Object> loop = GoFlux.iterate(Flux.just(marker, marker))) {
                assertThat(loop.iterator().next()).isSameAs(marker); // and leaves it
            }
            marker = null;
            for (int i = 0; i < 1000; i++) {
                for (int each : GoFlux.iterate(Flux.just(i))) {
                    assertThat(each).isEqualTo(i);
                }
            }
            awaitUntil(() -> {
                System.gc();
                return first.get().get() == null && second.get().get() == null;
            });
        });
        assertThat(goroutine.join(LONG)).isTrue();
    }

    @Test
    void iterate_ofAFailure_throwsItAfterTheElements() {
        IllegalArgumentException failure = new IllegalArgumentException("on purpose");
        Iterator<Integer> iterator =
                GoFlux.iterate(Flux.just(1).concatWith(Mono.error(failure))).iterator();
        assertThat(iterator.next()).isEqualTo(1);
        assertThatThrownBy(iterator::hasNext).isSameAs(failure);
        assertThat(iterator.hasNext()).isFalse();
        Iterator<Integer> checked = GoFlux.iterate(Mono.<Integer>error(new IOException("on purpose")))
                .iterator();
        assertThatThrownBy(checked::hasNext)
                .isInstanceOf(RuntimeException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void iterate_whoseGoroutineIsCancelled_cancelsUpstream() {
        TestPublisher<Integer> source = TestPublisher.create();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Goroutine goroutine = runtime.go(() -> {
            try {
                GoFlux.iterate(source).forEach(i -> {});
            } catch (CancellationException e) {
                thrown.set(e);
                source.assertCancelled();
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
        });
        awaitUntil(source::wasSubscribed);
        goroutine.cancel();
        awaitUntil(() -> thrown.get() != null);
    }

    @Test
    void iterate_misused_saysWhatWasWrong() {
        FluxLoop<Integer> loop = GoFlux.iterate(Flux.just(1));
        Iterator<Integer> iterator = loop.iterator();
        assertThatThrownBy(loop::iterator)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("once");
        iterator.next();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> GoFlux.iterate(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void iterate_whereReactorForbidsToBlock_throws() {
        StepVerifier.create(Mono.fromCallable(
                                () -> GoFlux.iterate(Flux.just(1)).iterator().next())
                        .subscribeOn(Schedulers.parallel()))
                .expectErrorSatisfies(e ->
                        assertThat(e).isInstanceOf(IllegalStateException.class).hasMessageContaining("not supported"))
                .verify(LONG);
    }

    @Test
    void close_byAnother_endsALoopThatWaits() throws Exception {
        TestPublisher<Integer> source = TestPublisher.create();
        FluxLoop<Integer> loop = GoFlux.iterate(source);
        AtomicLong count = new AtomicLong();
        Goroutine goroutine = runtime.go(() -> loop.forEach(i -> count.incrementAndGet()));
        awaitUntil(source::wasSubscribed);
        source.next(1);
        awaitUntil(() -> count.get() == 1);
        loop.close();
        assertThat(goroutine.join(LONG)).isTrue();
        source.assertCancelled();
    }

    @Test
    void fluxToLoopToFlux_keepsBackpressureAllTheWay() {
        AtomicLong requested = new AtomicLong();
        Flux<Long> numbers = Flux.<Long, Long>generate(() -> 0L, (i, sink) -> {
                    sink.next(i);
                    return i + 1;
                })
                .doOnRequest(n -> requested.getAndUpdate(r -> r + n < 0 ? Long.MAX_VALUE : r + n));
        Flux<Long> doubled = GoFlux.generate(
                emitter -> {
                    try (FluxLoop<Long> loop = GoFlux.iterate(numbers, 4)) {
                        for (long i : loop) {
                            emitter.emit(2 * i);
                        }
                    }
                },
                here);
        StepVerifier.create(doubled, 3)
                .expectNext(0L, 2L, 4L)
                .thenAwait(Duration.ofMillis(1))
                .then(() -> assertThat(requested.get()).isLessThanOrEqualTo(8))
                .thenCancel()
                .verify(LONG);
    }
}
