package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.internal.schedulers.SchedulerMultiWorkerSupport;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RxJava's operators on our scheduler. */
@Timeout(120)
class GoRxOperatorsTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("rx").parallelism(2).build();
    private final Scheduler scheduler = GoRxSchedulers.from(runtime);

    @AfterEach
    void close() {
        RxJavaPlugins.reset();
        scheduler.shutdown();
        runtime.close();
    }

    @Test
    void observeOn_ofManyElements_keepsTheirOrder() {
        for (int prefetch : new int[] {1, 16, 256}) {
            long misplaced = Flowable.range(0, 20_000)
                    .observeOn(scheduler, false, prefetch)
                    .observeOn(scheduler)
                    .zipWith(Flowable.range(0, 20_000), Integer::equals)
                    .filter(equal -> !equal)
                    .count()
                    .blockingGet();
            assertThat(misplaced).isZero();
        }
        Observable.range(0, 20_000)
                .observeOn(scheduler)
                .test()
                .awaitDone(60, TimeUnit.SECONDS)
                .assertValueCount(20_000)
                .assertComplete();
    }

    @Test
    void flatMap_withSubscribeOn_givesAll() {
        long sum = Flowable.range(0, 10_000)
                .flatMapSingle(i -> Single.fromCallable(() -> (long) i).subscribeOn(scheduler), false, 256)
                .reduce(0L, Long::sum)
                .blockingGet();
        assertThat(sum).isEqualTo(49_995_000L);
    }

    @Test
    void operatorsThatNeedTime_workWithItAndLeaveNoTimer() {
        assertThat(Flowable.interval(2, TimeUnit.MILLISECONDS, scheduler)
                        .take(5)
                        .toList()
                        .blockingGet())
                .containsExactly(0L, 1L, 2L, 3L, 4L);
        Maybe.never()
                .timeout(5, TimeUnit.MILLISECONDS, scheduler)
                .test()
                .awaitDone(60, TimeUnit.SECONDS)
                .assertError(TimeoutException.class);
        assertThat(Flowable.range(0, 100)
                        .concatMapSingle(i -> Single.just(i).delay(100, TimeUnit.MICROSECONDS, scheduler))
                        .toList()
                        .blockingGet())
                .hasSize(100)
                .isSorted();
        awaitUntil(() -> runtime.stats().timers() == 0);
    }

    @Test
    void cancel_ofAnInterval_removesItsTimer() {
        var subscriber = Flowable.interval(1, TimeUnit.DAYS, scheduler)
                .subscribeOn(scheduler)
                .test();
        awaitUntil(() -> runtime.stats().timers() == 1);
        subscriber.cancel();
        awaitUntil(() -> runtime.stats().timers() == 0);
    }

    /** Each rail keeps its thread busy until all have begun: that ends only if they are spread over as many Ps. */
    @Test
    void runOn_spreadsItsRailsOverThePs() {
        AtomicInteger begun = new AtomicInteger();
        List<Integer> all = Flowable.range(0, 2)
                .parallel(2, 1)
                .runOn(scheduler, 1)
                .map(i -> {
                    begun.incrementAndGet();
                    long start = System.nanoTime();
                    while (begun.get() < 2) {
                        Thread.onSpinWait();
                        if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(60)) {
                            throw new AssertionError("the rails stand in one line");
                        }
                    }
                    return i;
                })
                .sequential()
                .toList()
                .blockingGet();
        assertThat(all).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void createWorkers_givesThatManyIndependentOnes() {
        SchedulerMultiWorkerSupport many = (SchedulerMultiWorkerSupport) scheduler;
        List<Integer> indices = new ArrayList<>();
        Set<Scheduler.Worker> workers = new LinkedHashSet<>();
        many.createWorkers(8, (index, worker) -> {
            indices.add(index);
            workers.add(worker);
        });
        assertThat(indices).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(workers).hasSize(8);
        workers.iterator().next().dispose();
        assertThat(workers).filteredOn(Scheduler.Worker::isDisposed).hasSize(1);
        assertThatThrownBy(() -> many.createWorkers(0, (index, worker) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number must be at least 1, not 0");
    }

    @Test
    void blockingGet_insideATask_isAllowedAndParks() {
        RxJavaPlugins.setFailOnNonBlockingScheduler(true);
        int sum = Flowable.range(1, 10)
                .observeOn(scheduler)
                .map(i -> Single.timer(1, TimeUnit.MILLISECONDS, scheduler)
                        .map(zero -> i)
                        .blockingGet())
                .reduce(0, Integer::sum)
                .blockingGet();
        assertThat(sum).isEqualTo(55);
    }

    @Test
    void operators_onAScheduler_thatIsShutDown_signalNothingAndThrowNothing() {
        try (Undeliverable undeliverable = new Undeliverable()) {
            scheduler.shutdown();
            Flowable.range(1, 3).observeOn(scheduler).test().assertEmpty();
            Flowable.range(1, 3).subscribeOn(scheduler).test().assertEmpty();
            Single.just(1).delay(1, TimeUnit.MILLISECONDS, scheduler).test().assertEmpty();
            undeliverable.expectNone();
        }
    }

    @Test
    void errorAfterCancel_isUndeliverable() {
        try (Undeliverable undeliverable = new Undeliverable()) {
            AtomicBoolean inside = new AtomicBoolean();
            var subscriber = Single.fromCallable(() -> {
                        inside.set(true);
                        while (!Thread.currentThread().isInterrupted()) {
                            Thread.yield();
                        }
                        throw new IOException("on purpose");
                    })
                    .subscribeOn(scheduler)
                    .test();
            awaitUntil(inside::get);
            subscriber.dispose();
            awaitUntil(() -> !undeliverable.errors().isEmpty());
            assertThat(undeliverable.errors())
                    .singleElement()
                    .extracting(Throwable::getCause)
                    .isInstanceOf(IOException.class);
        }
    }
}
