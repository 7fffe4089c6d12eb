package dev.spindle.reactive;

import static dev.spindle.reactive.Probe.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Goroutine;
import dev.spindle.OnCancel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscription;

/** A generator's subscription that ends early: cancelled at each point, asked for nonsense, or interrupted. */
class StreamCancelTest extends StreamTest {

    /** No goroutine is left, nothing more is signalled, and the subscriber can be collected while its subscription is kept. */
    private void assertLeavesNothing(Probe<Integer> probe, int elements) {
        awaitNoGoroutine();
        assertThat(probe.elements).hasSize(elements);
        assertThat(probe.ends).isEmpty();
        assertThat(probe.overlaps).hasValue(0);
    }

    private static void assertLetsGo(Subscription kept, WeakReference<Probe<Integer>> subscriber) {
        awaitCollected(subscriber); // rule 3.13
        Reference.reachabilityFence(kept);
    }

    @Test
    void cancel_inOnSubscribe_isTheEnd() {
        Probe<Integer> probe = subscribe(numbers(3), new Probe<>() {
            @Override
            public void onSubscribe(Subscription s) {
                super.onSubscribe(s);
                s.request(1);
                s.cancel();
            }
        });
        assertThat(runtime.stats().spawned()).isZero();
        assertLeavesNothing(probe, 0);
        Subscription kept = probe.subscription;
        WeakReference<Probe<Integer>> weak = new WeakReference<>(probe);
        probe = null;
        assertLetsGo(kept, weak);
    }

    @Test
    void cancel_betweenRequestAndStart_runsNoGenerator() throws InterruptedException {
        runtime.parallelism(1);
        for (int round = 0; round < 200; round++) {
            AtomicBoolean ran = new AtomicBoolean();
            CountDownLatch holds = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Goroutine hog = runtime.go(() -> {
                holds.countDown();
                while (release.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            holds.await();
            Probe<Integer> probe = generate(emitter -> ran.set(true));
            probe.subscription.request(1);
            probe.subscription.cancel();
            release.countDown();
            awaitNoGoroutine();
            assertThat(hog.state()).isEqualTo(Goroutine.State.ENDED);
            if (ran.get()) {
                continue; // portable goroutines and sysmon's surplus Ps may run it, to its end, before the cancel
            }
            assertLeavesNothing(probe, 0);
            return;
        }
        throw new AssertionError("the generator ran each time");
    }

    @Test
    void cancel_whileItWaitsForDemand_throwsAndRunsFinally() {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        AtomicBoolean cleaned = new AtomicBoolean();
        Probe<Integer> probe = generate(emitter -> {
            try {
                emitter.emitAll(range(10));
            } catch (Throwable t) {
                seen.set(t);
                throw t;
            } finally {
                Thread.sleep(1); // would throw if the interrupt were still there
                cleaned.set(true);
            }
        });
        probe.subscription.request(2);
        probe.awaitElements(2);
        awaitWaitingForDemand();
        probe.subscription.cancel();
        assertLeavesNothing(probe, 2);
        assertThat(seen.get()).isInstanceOf(CancelledException.class);
        assertThat(cleaned).isTrue();
        Subscription kept = probe.subscription;
        WeakReference<Probe<Integer>> weak = new WeakReference<>(probe);
        probe = null;
        assertLetsGo(kept, weak);
    }

    @Test
    void cancel_whileItAwaitsABatch_throws() {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Probe<Integer> probe = generate(emitter -> {
            try {
                emitter.awaitDemand(100);
            } catch (Throwable t) {
                seen.set(t);
                throw t;
            }
        });
        probe.subscription.request(2);
        awaitWaitingForDemand();
        probe.subscription.cancel();
        assertLeavesNothing(probe, 0);
        assertThat(seen.get()).isInstanceOf(CancelledException.class);
    }

    @Test
    void cancel_inUserCode_interruptsThat() throws InterruptedException {
        CountDownLatch sleeps = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Probe<Integer> probe = generate(emitter -> {
            sleeps.countDown();
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw new IOException("wrapped, as libraries do", e);
            }
        });
        probe.subscription.request(2);
        sleeps.await();
        probe.subscription.cancel();
        assertLeavesNothing(probe, 0);
        assertThat(interrupted).isTrue();
    }

    @RepeatedTest(200) // a cancel that is seen before it is complete is rare
    void cancel_inCodeThatComputes_isSeenByEmit() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean flagAfterwards = new AtomicBoolean(true);
        Probe<Integer> probe = generate(emitter -> {
            begun.countDown();
            while (!emitter.isCancelled()) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 3; i++) {
                try {
                    emitter.emit(i);
                    throw new AssertionError("emitted");
                } catch (CancelledException e) {
                    flagAfterwards.set(Thread.currentThread().isInterrupted());
                }
                assertThat(emitter.demand()).isZero();
            }
        });
        probe.subscription.request(5);
        begun.await();
        probe.subscription.cancel();
        assertLeavesNothing(probe, 0);
        assertThat(flagAfterwards).isFalse(); // the interrupt was taken back
    }

    @Test
    void cancel_thatLetsRun_interruptsNothing() throws InterruptedException {
        CountDownLatch waits = new CountDownLatch(1);
        Semaphore go = new Semaphore(0);
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Probe<Integer> probe = new Probe<>();
        GoroutinePublisher.<Integer>of(
                        emitter -> {
                            emitter.emit(1);
                            waits.countDown();
                            go.acquire();
                            try {
                                emitter.emit(2);
                            } catch (Throwable t) {
                                seen.set(t);
                            }
                        },
                        options.onCancel(OnCancel.LET_RUN))
                .subscribe(probe);
        probe.subscription.request(5);
        waits.await();
        probe.subscription.cancel();
        Subscription kept = probe.subscription;
        WeakReference<Probe<Integer>> weak = new WeakReference<>(probe);
        assertThat(probe.elements).containsExactly(1);
        probe = null;
        assertLetsGo(kept, weak); // while the generator goes on
        go.release();
        awaitNoGoroutine();
        assertThat(seen.get()).isInstanceOf(CancelledException.class);
    }

    @Test
    void cancel_fromOnNext_interruptsNobody() {
        AtomicBoolean interrupted = new AtomicBoolean(true);
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Probe<Integer> probe = generate(
                emitter -> {
                    emitter.emit(1);
                    interrupted.set(Thread.currentThread().isInterrupted());
                    try {
                        emitter.emit(2);
                    } catch (Throwable t) {
                        seen.set(t);
                        throw t;
                    }
                },
                new Probe<>(self -> self.subscription.cancel()));
        probe.subscription.request(5);
        assertLeavesNothing(probe, 1);
        awaitUntil(() -> seen.get() != null);
        assertThat(interrupted).isFalse();
        assertThat(seen.get()).isInstanceOf(CancelledException.class);
        Subscription kept = probe.subscription;
        WeakReference<Probe<Integer>> weak = new WeakReference<>(probe);
        probe = null;
        assertLetsGo(kept, weak);
    }

    @Test
    void cancel_insideOnNextOfAnotherThread_interruptsWhatThatWaitsFor() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Probe<Integer> probe = subscribe(numbers(5), new Probe<>(self -> {
            inside.countDown();
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        }));
        probe.subscription.request(5);
        inside.await();
        probe.subscription.cancel();
        assertLeavesNothing(probe, 1);
        assertThat(interrupted).isTrue();
    }

    @Test
    void cancel_ofSeveralEmitters_reachesThemAll() {
        AtomicInteger cancelled = new AtomicInteger();
        Probe<Integer> probe = generate(emitter -> {
            CountDownLatch ended = new CountDownLatch(3);
            for (int g = 0; g < 3; g++) {
                runtime.go(() -> {
                    try {
                        emitter.emitAll(range(100));
                    } catch (CancelledException e) {
                        cancelled.incrementAndGet();
                    } finally {
                        ended.countDown();
                    }
                });
            }
            try {
                ended.await();
            } finally {
                ended.await(); // after the interrupt
            }
        });
        probe.subscription.request(50);
        probe.awaitElements(50);
        awaitWaitingForDemand();
        probe.subscription.cancel();
        assertLeavesNothing(probe, 50);
        assertThat(cancelled).hasValue(3);
    }

    @Test
    void onCancel_runsOnceWheneverItWasAsked() throws InterruptedException {
        AtomicInteger early = new AtomicInteger();
        AtomicInteger late = new AtomicInteger();
        CountDownLatch asked = new CountDownLatch(1);
        Probe<Integer> probe = generate(emitter -> {
            emitter.onCancel(early::incrementAndGet);
            asked.countDown();
            try {
                emitter.awaitDemand(100);
            } finally {
                emitter.onCancel(late::incrementAndGet);
            }
        });
        probe.subscription.request(1);
        asked.await();
        probe.subscription.cancel();
        probe.subscription.cancel();
        assertLeavesNothing(probe, 0);
        assertThat(early).hasValue(1);
        assertThat(late).hasValue(1);

        Probe<Integer> completes = generate(emitter -> emitter.onCancel(early::incrementAndGet));
        completes.subscription.request(1);
        completes.awaitEnd();
        completes.subscription.cancel();
        assertThat(early).hasValue(1);
    }

    @Test
    void lateFailure_isReportedUnlessItIsTheCancel() throws InterruptedException {
        IllegalStateException late = new IllegalStateException("on purpose");
        Exception[] all = {late, new InterruptedIOException(), new RuntimeException(new InterruptedException())};
        for (Exception thrown : all) {
            CountDownLatch begun = new CountDownLatch(1);
            Probe<Integer> probe = generate(emitter -> {
                begun.countDown();
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    throw thrown;
                }
            });
            probe.subscription.request(1);
            begun.await();
            probe.subscription.cancel();
            assertLeavesNothing(probe, 0);
        }
        awaitUntil(() -> !uncaught.isEmpty());
        assertThat(uncaught.poll()).isSameAs(late);
    }

    // ---- nonsense ----

    @ParameterizedTest
    @EnumSource
    void request_ofNothing_failsWithTheRule(OnCancel onCancel) throws InterruptedException {
        for (long n : new long[] {0, -1, Long.MIN_VALUE}) {
            Probe<Integer> fresh = new Probe<>();
            GoroutinePublisher<Integer> publisher =
                    GoroutinePublisher.of(emitter -> emitter.emitAll(range(1000)), options.onCancel(onCancel));
            publisher.subscribe(fresh);
            fresh.subscription.request(n);
            assertThat(fresh.ends).singleElement().asString().contains("3.9").contains("non-positive");

            Probe<Integer> parked = new Probe<>();
            publisher.subscribe(parked);
            parked.subscription.request(2);
            parked.awaitElements(2);
            awaitWaitingForDemand();
            parked.subscription.request(n);
            assertThat(parked.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
            parked.subscription.request(1);

            Probe<Integer> fromOnNext = new Probe<>(self -> self.subscription.request(n));
            publisher.subscribe(fromOnNext);
            fromOnNext.subscription.request(5);
            assertThat(fromOnNext.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
            assertThat(fromOnNext.overlaps).hasValue(0);
            assertThat(fromOnNext.elements).hasSize(1);

            Probe<Integer> inOnSubscribe = new Probe<>() {
                @Override
                public void onSubscribe(Subscription s) {
                    super.onSubscribe(s);
                    s.request(n);
                    assertThat(ends).isEmpty(); // rule 1.3
                }
            };
            publisher.subscribe(inOnSubscribe);
            assertThat(inOnSubscribe.ends).singleElement().isInstanceOf(IllegalArgumentException.class);
            awaitNoGoroutine();
            assertThat(parked.ends).hasSize(1);
        }
        assertThat(runtime.stats().spawned()).isEqualTo(6);
    }

    @Test
    void request_ofNothingWhileItSleeps_interruptsAndFails() throws InterruptedException {
        CountDownLatch sleeps = new CountDownLatch(1);
        Probe<Integer> probe = generate(emitter -> {
            sleeps.countDown();
            Thread.sleep(Long.MAX_VALUE);
        });
        probe.subscription.request(1);
        sleeps.await();
        probe.subscription.request(0);
        assertThat(probe.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
        awaitNoGoroutine();
    }

    @Test
    void cancel_afterNonsense_isStillTheEnd() throws InterruptedException {
        Semaphore go = new Semaphore(0);
        CountDownLatch waits = new CountDownLatch(1);
        Probe<Integer> probe = new Probe<>();
        GoroutinePublisher.<Integer>of(
                        emitter -> {
                            waits.countDown();
                            go.acquire();
                        },
                        options.onCancel(OnCancel.LET_RUN))
                .subscribe(probe);
        probe.subscription.request(1);
        waits.await();
        probe.subscription.request(-1);
        probe.subscription.cancel();
        go.release();
        assertLeavesNothing(probe, 0);
    }

    // ---- interrupts that are no cancel ----

    @Test
    void interrupt_whileItWaitsForDemand_endsTheWaitAndBurnsNothing() {
        AtomicInteger caught = new AtomicInteger();
        AtomicReference<Goroutine> goroutine = new AtomicReference<>();
        Probe<Integer> probe = generate(emitter -> {
            goroutine.set(Goroutine.current());
            emitter.emit(0);
            while (caught.get() < 3) {
                try {
                    emitter.emit(1);
                } catch (InterruptedException e) {
                    caught.incrementAndGet();
                }
            }
            emitter.emit(2);
        });
        probe.subscription.request(1);
        probe.awaitElements(1);
        for (int i = 1; i <= 3; i++) {
            awaitWaitingForDemand();
            goroutine.get().cancel();
            int n = i;
            awaitUntil(() -> caught.get() == n);
        }
        awaitUntil(() -> goroutine.get().state() == Goroutine.State.WAITING); // it does not spin on the interrupt
        probe.subscription.request(1);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(probe.elements).containsExactly(0, 2);
    }

    @Test
    void interrupt_thatTheGeneratorLetsPass_failsTheSubscriber() {
        AtomicReference<Goroutine> goroutine = new AtomicReference<>();
        Probe<Integer> probe = generate(emitter -> {
            goroutine.set(Goroutine.current());
            emitter.emitAll(range(2));
        });
        probe.subscription.request(1);
        probe.awaitElements(1);
        awaitWaitingForDemand();
        goroutine.get().cancel();
        assertThat(probe.awaitEnd()).isInstanceOf(InterruptedException.class);
    }
}
