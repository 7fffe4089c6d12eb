package dev.spindle.reactive;

import static dev.spindle.reactive.Probe.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.Goroutine;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GoroutinePublisherTest extends StreamTest {

    // ---- the stream ----

    @Test
    void emit_withDemand_goesToTheSubscriberAndCompletes() {
        Probe<Integer> probe = subscribe(numbers(1000));
        probe.subscription.request(Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(probe.elements).isEqualTo(range(1000));
        awaitNoGoroutine();
    }

    @Test
    void emit_beyondDemand_parksUntilThereIsMore() {
        AtomicInteger begun = new AtomicInteger();
        Probe<Integer> probe = generate(emitter -> {
            for (int i = 0; i < 6; i++) {
                begun.set(i);
                emitter.emit(i);
            }
        });
        probe.subscription.request(2);
        awaitUntil(() -> begun.get() == 2);
        probe.subscription.request(3);
        awaitUntil(() -> begun.get() == 5);
        assertThat(probe.elements).isEqualTo(range(5));
        assertThat(probe.ends).isEmpty();
        probe.subscription.request(1);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
    }

    @Test
    void subscribe_withoutRequest_startsNothing() {
        AtomicBoolean ran = new AtomicBoolean();
        Probe<Integer> probe = generate(emitter -> ran.set(true));
        assertThat(runtime.stats().spawned()).isZero();
        probe.subscription.cancel();
        probe.subscription.request(1);
        assertThat(runtime.stats().spawned()).isZero();
        assertThat(ran).isFalse();
        assertThat(probe.ends).isEmpty();
    }

    @Test
    void request_insideOnSubscribe_signalsOnlyAfterItHasReturned() {
        for (int round = 0; round < 500; round++) {
            AtomicBoolean returned = new AtomicBoolean();
            AtomicBoolean early = new AtomicBoolean();
            Probe<Integer> probe = new Probe<>(self -> early.compareAndSet(false, !returned.get())) {
                @Override
                public void onSubscribe(org.reactivestreams.Subscription s) {
                    super.onSubscribe(s);
                    s.request(1);
                    Thread.yield();
                    returned.set(true);
                }
            };
            subscribe(numbers(1), probe);
            assertThat(probe.awaitEnd()).isEqualTo("complete");
            assertThat(early).isFalse(); // rule 1.3
        }
    }

    @Test
    void subscribers_eachHaveARunOfTheirOwn() {
        AtomicInteger runs = new AtomicInteger();
        GoroutinePublisher<Integer> publisher = GoroutinePublisher.of(
                emitter -> {
                    runs.incrementAndGet();
                    emitter.emitAll(range(3));
                },
                runtime);
        for (int i = 0; i < 3; i++) {
            Probe<Integer> probe = new Probe<>();
            publisher.subscribe(probe);
            probe.subscription.request(10);
            assertThat(probe.awaitEnd()).isEqualTo("complete");
            assertThat(probe.elements).isEqualTo(range(3));
        }
        assertThat(runs).hasValue(3);
    }

    @Test
    void request_ofEndlessDemandInPieces_isWithoutBound() {
        AtomicReference<Long> demand = new AtomicReference<>();
        Probe<Integer> probe = generate(
                emitter -> {
                    emitter.emit(0);
                    emitter.emit(1);
                    demand.set(emitter.demand());
                },
                new Probe<>(self -> self.subscription.request(Long.MAX_VALUE - 1))); // rule 3.17
        probe.subscription.request(Long.MAX_VALUE - 1);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(demand).hasValue(Long.MAX_VALUE);
    }

    @Test
    void request_oneByOneFromOnNext_neverNests() {
        Probe<Integer> probe = subscribe(numbers(20_000), new Probe<>(self -> self.subscription.request(1)));
        probe.subscription.request(1);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(probe.overlaps).hasValue(0); // rule 3.3
        assertThat(probe.elements).hasSize(20_000).isSorted();
    }

    @Test
    void generator_thatThrows_failsTheSubscriberBehindTheElements() {
        for (Throwable failure : List.of(new IOException("on purpose"), new IllegalStateException(), new Error())) {
            Probe<Integer> probe = generate(emitter -> {
                emitter.emit(1);
                switch (failure) {
                    case Exception e -> throw e;
                    case Error e -> throw e;
                    default -> throw new AssertionError();
                }
            });
            probe.subscription.request(5);
            assertThat(probe.awaitEnd()).isSameAs(failure);
            assertThat(probe.elements).containsExactly(1);
            assertThat(probe.ends).hasSize(1);
        }
    }

    @Test
    void goroutine_ofASubscription_hasTheNameAndTheRuntimeThatWereAskedFor() {
        AtomicReference<Goroutine> goroutine = new AtomicReference<>();
        Probe<Integer> probe = new Probe<>();
        GoroutinePublisher.<Integer>of(
                        emitter -> goroutine.set(Goroutine.current()),
                        StreamOptions.defaults().runtime(runtime).name("counter"))
                .subscribe(probe);
        probe.subscription.request(1);
        probe.awaitEnd();
        assertThat(goroutine.get().name()).isEqualTo("counter");
        assertThat(goroutine.get().runtime()).isSameAs(runtime);
    }

    // ---- demand ----

    @Test
    void demand_isWhatWasAskedForAndNotEmitted() {
        List<Long> seen = new CopyOnWriteArrayList<>();
        Probe<Integer> probe = generate(emitter -> {
            seen.add(emitter.demand());
            emitter.emit(1);
            seen.add(emitter.demand());
            emitter.emit(2);
            seen.add(emitter.demand());
        });
        probe.subscription.request(2);
        probe.awaitEnd();
        assertThat(seen).containsExactly(2L, 1L, 0L);
    }

    @Test
    void awaitDemand_returnsOnceThereIsSoMuch() {
        AtomicReference<Long> got = new AtomicReference<>();
        Semaphore waits = new Semaphore(0);
        Probe<Integer> probe = generate(emitter -> {
            waits.release();
            got.set(emitter.awaitDemand(4));
            emitter.emit(1);
        });
        probe.subscription.request(1);
        waits.acquireUninterruptibly();
        probe.subscription.request(1);
        probe.subscription.request(1);
        assertThat(got).hasNullValue();
        probe.subscription.request(2);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(got).hasValue(5L);
    }

    @Test
    void awaitDemand_ofNothing_isRefused() {
        Probe<Integer> probe = generate(emitter -> emitter.awaitDemand(0));
        probe.subscription.request(1);
        assertThat(probe.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tryEmit_withoutDemand_isFalseAndEmitsNothing() {
        List<Boolean> emitted = new CopyOnWriteArrayList<>();
        Probe<Integer> probe = generate(emitter -> {
            for (int i = 0; i < 4; i++) {
                emitted.add(emitter.tryEmit(i));
            }
        });
        probe.subscription.request(2);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(emitted).containsExactly(true, true, false, false);
        assertThat(probe.elements).isEqualTo(range(2));
    }

    // ---- misuse ----

    @Test
    void subscribe_ofNobody_isRefused() {
        assertThatThrownBy(() -> numbers(1).subscribe(null)).isInstanceOf(NullPointerException.class); // rule 1.9
    }

    @Test
    void emit_ofNull_failsTheSubscriber() {
        Probe<Integer> probe = generate(emitter -> emitter.emit(null));
        probe.subscription.request(1);
        assertThat(probe.awaitEnd()).isInstanceOf(NullPointerException.class);
        Probe<Integer> trying = generate(emitter -> emitter.tryEmit(null));
        trying.subscription.request(1);
        assertThat(trying.awaitEnd()).isInstanceOf(NullPointerException.class);
    }

    @Test
    void emitter_afterTheEnd_saysSo() {
        AtomicReference<Emitter<Integer>> kept = new AtomicReference<>();
        Probe<Integer> probe = generate(kept::set);
        probe.subscription.request(Long.MAX_VALUE);
        probe.awaitEnd();
        awaitNoGoroutine();
        Emitter<Integer> emitter = kept.get();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> emitter.emit(1))
                    .isInstanceOf(IllegalStateException.class)
                    .isNotInstanceOf(CancelledException.class)
                    .hasMessageContaining("has ended");
            assertThatThrownBy(() -> emitter.tryEmit(1)).hasMessageContaining("has ended");
            assertThatThrownBy(() -> emitter.awaitDemand(1)).hasMessageContaining("has ended");
        }
        assertThat(probe.elements).isEmpty();
        assertThat(probe.ends).hasSize(1);
    }

    @Test
    void emit_insideOnNext_isRefused() {
        AtomicReference<Emitter<Integer>> kept = new AtomicReference<>();
        AtomicReference<Throwable> refused = new AtomicReference<>();
        Probe<Integer> probe = generate(
                emitter -> {
                    kept.set(emitter);
                    emitter.emit(1);
                    emitter.emit(2);
                },
                new Probe<>(self -> {
                    try {
                        kept.get().emit(7);
                    } catch (Throwable t) {
                        refused.set(t);
                    }
                }));
        probe.subscription.request(10);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(refused.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("onNext");
        assertThat(probe.elements).containsExactly(1, 2);
    }

    @Test
    void onNext_thatThrows_cancelsAndIsReported() {
        IllegalArgumentException thrown = new IllegalArgumentException("on purpose");
        AtomicReference<Throwable> inGenerator = new AtomicReference<>();
        AtomicReference<Throwable> afterwards = new AtomicReference<>();
        Probe<Integer> probe = generate(
                emitter -> {
                    try {
                        emitter.emit(1);
                    } catch (Throwable t) {
                        inGenerator.set(t);
                    }
                    try {
                        emitter.emit(2);
                    } catch (CancelledException e) {
                        afterwards.set(e);
                    }
                },
                new Probe<>(self -> {
                    throw thrown;
                }));
        probe.subscription.request(10);
        awaitUntil(() -> !uncaught.isEmpty());
        assertThat(uncaught.poll()).isSameAs(thrown);
        assertThat(inGenerator).hasValue(thrown);
        assertThat(afterwards.get()).hasMessageContaining("2.13");
        assertThat(probe.elements).containsExactly(1);
        assertThat(probe.ends).isEmpty();
    }

    // ---- several goroutines ----

    @Test
    void cancel_whileTheGeneratorWaitsForItsTurn_isNoInterrupt() throws InterruptedException {
        CountDownLatch helping = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<Thread> emitting = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Probe<Integer> probe = generate(
                emitter -> {
                    Goroutine helper = runtime.go(() -> emitter.emit(1));
                    helping.await();
                    emitting.set(Thread.currentThread());
                    try {
                        emitter.emit(2);
                    } catch (CancelledException | InterruptedException e) {
                        thrown.set(e);
                    }
                    helper.join();
                },
                new Probe<>(self -> {
                    helping.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        thrown.set(e);
                    }
                }));
        probe.subscription.request(2);
        helping.await();
        awaitUntil(() -> emitting.get() != null && emitting.get().getState() == Thread.State.WAITING);
        probe.subscription.cancel();
        awaitUntil(() -> thrown.get() != null);
        release.countDown();
        awaitNoGoroutine();
        assertThat(thrown.get()).isInstanceOf(CancelledException.class);
    }

    @Test
    void emit_fromSeveralGoroutines_isSerialAndComplete() {
        for (int round = 0; round < 20; round++) {
            int each = 500;
            Probe<Integer> probe = generate(
                    emitter -> {
                        CountDownLatch done = new CountDownLatch(4);
                        for (int g = 0; g < 4; g++) {
                            int from = g * each;
                            runtime.go(() -> {
                                for (int i = 0; i < each; i++) {
                                    emitter.emit(from + i);
                                }
                                done.countDown();
                            });
                        }
                        for (int i = 0; i < each; i++) {
                            emitter.emit(4 * each + i);
                        }
                        done.await();
                    },
                    new Probe<>(self -> self.subscription.request(1)));
            probe.subscription.request(2);
            assertThat(probe.awaitEnd()).isEqualTo("complete");
            assertThat(probe.overlaps).hasValue(0);
            assertThat(probe.elements).containsExactlyInAnyOrderElementsOf(range(5 * each));
            for (int g = 0; g < 5; g++) {
                int from = g * each;
                assertThat(probe.elements.stream().filter(i -> i / each == from / each))
                        .isSorted();
            }
        }
    }

    @Test
    void emit_fromAnotherGoroutineWhileTheGeneratorWaitsForIt_comesThrough() {
        Probe<Integer> probe = generate(emitter -> {
            CountDownLatch done = new CountDownLatch(1);
            emitter.emit(0);
            runtime.go(() -> {
                emitter.emit(1);
                awaitUntil(() -> emitter.tryEmit(2));
                done.countDown();
            });
            done.await();
            emitter.emit(3);
        });
        probe.subscription.request(Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(probe.elements).isEqualTo(range(4));
    }

    @Test
    void emit_ofAnotherGoroutineThatWaitsAtTheEnd_saysSo() {
        AtomicReference<Throwable> late = new AtomicReference<>();
        Probe<Integer> probe = generate(emitter -> {
            CountDownLatch waits = new CountDownLatch(1);
            runtime.go(() -> {
                try {
                    emitter.emit(0);
                    waits.countDown();
                    emitter.emit(1);
                } catch (Throwable t) {
                    late.set(t);
                }
            });
            waits.await();
        });
        probe.subscription.request(1);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        awaitNoGoroutine();
        assertThat(late.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("has ended");
        assertThat(probe.elements).containsExactly(0);
    }

    @Test
    void awaitDemand_ofAnotherGoroutine_doesNotHoldUpThoseWhoEmit() {
        Probe<Integer> probe = generate(
                emitter -> {
                    CountDownLatch done = new CountDownLatch(1);
                    runtime.go(() -> {
                        emitter.awaitDemand(5);
                        done.countDown();
                    });
                    for (int i = 0; i < 100; i++) {
                        emitter.emit(i);
                    }
                    done.await();
                },
                new Probe<>(self -> self.subscription.request(self.elements.size() == 100 ? 5 : 1)));
        probe.subscription.request(1);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(probe.elements).isEqualTo(range(100));
    }
}
