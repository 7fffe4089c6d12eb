package dev.spindle.reactive;

import static dev.spindle.reactive.Probe.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.OnCancel;
import dev.spindle.reactive.ConcurrentMapPublisher.Order;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;

class ConcurrentMapPublisherTest extends StreamTest {

    private ConcurrentMapPublisher<Integer, Integer> map(
            Publisher<Integer> source, int concurrency, Order order, Mapper<Integer, Integer> mapper) {
        return ConcurrentMapPublisher.of(source, concurrency, order, mapper, options);
    }

    @ParameterizedTest
    @EnumSource
    void map_ofAll_givesEachResultOnce(Order order) {
        for (int concurrency : new int[] {1, 2, 3, 16, 1000}) {
            Probe<Integer> probe = subscribe(
                    map(numbers(2000), concurrency, order, i -> {
                        if (i % 7 == 0) {
                            Thread.yield();
                        }
                        return 2 * i;
                    }),
                    new Probe<>(self -> self.subscription.request(1)));
            probe.subscription.request(3);
            assertThat(probe.awaitEnd()).isEqualTo("complete");
            List<Integer> expected = range(2000).stream().map(i -> 2 * i).toList();
            if (order == Order.SOURCE) {
                assertThat(probe.elements).isEqualTo(expected);
            } else {
                assertThat(probe.elements).containsExactlyInAnyOrderElementsOf(expected);
            }
            assertThat(probe.overlaps).hasValue(0);
            awaitNoGoroutine();
        }
    }

    @ParameterizedTest
    @EnumSource
    void map_runsAsManyAsAskedForAndNoMore(Order order) throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(4);
        Probe<Integer> probe = subscribe(map(numbers(100), 4, order, i -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            all.countDown();
            all.await();
            inside.decrementAndGet();
            return i;
        }));
        probe.subscription.request(Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(most).hasValue(4);
    }

    @ParameterizedTest
    @EnumSource
    void map_withoutDemand_stopsAtItsLimit(Order order) {
        AtomicInteger begun = new AtomicInteger();
        Probe<Integer> probe = subscribe(map(numbers(1000), 8, order, i -> {
            begun.incrementAndGet();
            return i;
        }));
        probe.subscription.request(1);
        probe.awaitElements(1);
        awaitUntil(() -> begun.get() >= 9);
        assertThat(runtime.close(java.time.Duration.ofMillis(200))).isTrue(); // time to begin more
        assertThat(begun.get()).isBetween(9, 10); // one given, eight on their way, one to be emitted
        assertThat(probe.elements).hasSize(1);
    }

    @Test
    void completion_isNotHeldUpByASlowElement() throws InterruptedException {
        CountDownLatch others = new CountDownLatch(50);
        Probe<Integer> probe = subscribe(
                map(numbers(51), 2, Order.COMPLETION, i -> {
                    if (i == 0) {
                        others.await();
                    }
                    return i;
                }),
                new Probe<>(self -> others.countDown()));
        probe.subscription.request(Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isEqualTo("complete");
        assertThat(probe.elements).hasSize(51).endsWith(0);
    }

    @ParameterizedTest
    @EnumSource
    void failure_ofAMapper_endsTheStreamAndInterruptsTheOthers(Order order) throws InterruptedException {
        IOException failure = new IOException("on purpose");
        CountDownLatch busy = new CountDownLatch(3);
        AtomicInteger interrupted = new AtomicInteger();
        Probe<Integer> probe = subscribe(map(numbers(1000), 4, order, i -> {
            if (i == 0) {
                busy.await();
                throw failure;
            }
            busy.countDown();
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
            return i;
        }));
        probe.subscription.request(Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isSameAs(failure);
        awaitNoGoroutine();
        assertThat(interrupted).hasValue(3);
        assertThat(probe.elements).isEmpty();
    }

    @Test
    void failure_inSourceOrder_comesBehindEarlierResults() throws InterruptedException {
        IOException failure = new IOException("on purpose");
        CountDownLatch failed = new CountDownLatch(1);
        Probe<Integer> probe = subscribe(map(numbers(1000), 4, Order.SOURCE, i -> {
            if (i == 3) {
                failed.countDown();
                throw failure;
            }
            if (i < 3) {
                failed.await();
            }
            return i;
        }));
        probe.subscription.request(Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isSameAs(failure);
        assertThat(probe.elements).isEqualTo(range(3));
        awaitNoGoroutine();
    }

    @ParameterizedTest
    @EnumSource
    void failure_ofTheSource_comesBehindTheResults(Order order) {
        IOException failure = new IOException("on purpose");
        Probe<Integer> probe = subscribe(map(
                generated(emitter -> {
                    emitter.emitAll(range(10));
                    throw failure;
                }),
                4,
                order,
                i -> i));
        probe.subscription.request(Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isSameAs(failure);
        assertThat(probe.elements).containsExactlyInAnyOrderElementsOf(range(10));
        awaitNoGoroutine();
    }

    @ParameterizedTest
    @EnumSource
    void mapper_thatReturnsNull_fails(Order order) {
        Probe<Integer> probe = subscribe(map(numbers(1), 2, order, i -> null));
        probe.subscription.request(1);
        assertThat(probe.awaitEnd())
                .isInstanceOf(NullPointerException.class)
                .asString()
                .contains("mapper returned null");
        awaitNoGoroutine();
    }

    @ParameterizedTest
    @EnumSource
    void cancel_interruptsTheMappersAndTheSource(Order order) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(4);
        AtomicInteger interrupted = new AtomicInteger();
        AtomicBoolean sourceCancelled = new AtomicBoolean();
        Probe<Integer> probe = subscribe(map(
                generated(emitter -> {
                    try {
                        emitter.emitAll(range(1000));
                    } catch (CancelledException e) {
                        sourceCancelled.set(true);
                        throw e;
                    }
                }),
                4,
                order,
                i -> {
                    busy.countDown();
                    try {
                        Thread.sleep(Long.MAX_VALUE);
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                        throw e;
                    }
                    return i;
                }));
        probe.subscription.request(1);
        busy.await();
        probe.subscription.cancel();
        awaitNoGoroutine();
        assertThat(interrupted).hasValue(4);
        assertThat(sourceCancelled).isTrue();
        assertThat(probe.ends).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void cancel_thatLetsRun_interruptsNobody(Order order) throws InterruptedException {
        Semaphore go = new Semaphore(0);
        CountDownLatch busy = new CountDownLatch(2);
        AtomicInteger ended = new AtomicInteger();
        Probe<Integer> probe = subscribe(ConcurrentMapPublisher.of(
                numbers(1000),
                2,
                order,
                i -> {
                    busy.countDown();
                    go.acquire();
                    ended.incrementAndGet();
                    return i;
                },
                options.onCancel(OnCancel.LET_RUN)));
        probe.subscription.request(1);
        busy.await();
        probe.subscription.cancel();
        go.release(2);
        awaitNoGoroutine();
        assertThat(ended).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource
    void failure_afterACancel_isReported(Order order) throws InterruptedException {
        IllegalStateException late = new IllegalStateException("on purpose");
        CountDownLatch busy = new CountDownLatch(1);
        Probe<Integer> probe = subscribe(map(numbers(1), 2, order, i -> {
            busy.countDown();
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                throw late;
            }
            return i;
        }));
        probe.subscription.request(1);
        busy.await();
        probe.subscription.cancel();
        awaitUntil(() -> !uncaught.isEmpty());
        awaitNoGoroutine();
        assertThat(uncaught.poll()).isSameAs(late);
    }

    @ParameterizedTest
    @EnumSource
    void cancel_atRandomMoments_leavesNothingAndLosesNoElement(Order order) throws InterruptedException {
        RandomGenerator random = new java.util.SplittableRandom(dev.spindle.Testing.seed(getClass()));
        for (int round = 0; round < 300; round++) {
            List<Object> undelivered = new CopyOnWriteArrayList<>();
            ConcurrentHashMap.KeySetView<Object, Boolean> given = ConcurrentHashMap.newKeySet();
            int cancelAt = random.nextInt(20);
            Probe<Integer> probe = new Probe<>(self -> {
                if (self.elements.size() > cancelAt) {
                    self.subscription.cancel();
                }
            });
            ConcurrentMapPublisher.<Integer, Integer>of(
                            generated(emitter -> {
                                for (int i = 0; i < 50; i++) {
                                    emitter.emit(i);
                                    given.add(i);
                                }
                            }),
                            1 + random.nextInt(5),
                            order,
                            i -> i,
                            options.undelivered(undelivered::add))
                    .subscribe(probe);
            probe.subscription.request(1 + random.nextInt(40));
            Thread canceller = Thread.ofPlatform().start(probe.subscription::cancel);
            awaitNoGoroutine();
            canceller.join(); // it may have taken results that it has yet to tell of
            assertThat(given).allMatch(i -> probe.elements.contains(i) || undelivered.contains(i));
            assertThat(undelivered).doesNotHaveDuplicates().noneMatch(probe.elements::contains);
        }
    }

    @Test
    void badArguments_areRefused() {
        assertThatThrownBy(() -> map(numbers(1), 0, Order.SOURCE, i -> i)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map(null, 1, Order.SOURCE, i -> i)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map(numbers(1), 1, null, i -> i)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map(numbers(1), 1, Order.SOURCE, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map(numbers(1), 1, Order.SOURCE, i -> i).subscribe(null))
                .isInstanceOf(NullPointerException.class); // rule 1.9
    }
}
