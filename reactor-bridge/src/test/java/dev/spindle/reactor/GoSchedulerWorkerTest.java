package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.await;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.test.StepVerifier;

/** Workers, and the operators that rely on them. */
class GoSchedulerWorkerTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("reactor").parallelism(2).build();
    private final Scheduler scheduler = GoSchedulers.from(runtime);

    @AfterEach
    void close() {
        scheduler.dispose();
        runtime.close();
    }

    // ---- workers ----

    @Test
    void worker_withAThousandTasks_runsThemInOrder() {
        Scheduler.Worker worker = scheduler.createWorker();
        List<Integer> seen = new ArrayList<>();
        CountDownLatch last = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            int n = i;
            worker.schedule(() -> {
                seen.add(n);
                last.countDown();
            });
        }
        await(last);
        assertThat(seen).hasSize(1000).isSorted();
    }

    @Test
    void worker_whoseTaskStandsStill_runsNoOther() {
        Scheduler.Worker worker = scheduler.createWorker();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        worker.schedule(() -> {
            begun.countDown();
            await(gate);
        });
        worker.schedule(second::countDown);
        await(begun);
        CountDownLatch sibling = new CountDownLatch(1);
        scheduler.createWorker().schedule(sibling::countDown);
        await(sibling);
        assertThat(second.getCount()).isEqualTo(1);
        gate.countDown();
        await(second);
    }

    @Test
    void workerDispose_disposesOfAllItGaveOutAtOnce() {
        Scheduler.Worker worker = scheduler.createWorker();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        List<Disposable> all = new ArrayList<>();
        all.add(worker.schedule(() -> {
            begun.countDown();
            try {
                await(new CountDownLatch(1));
            } catch (IllegalStateException e) {
                interrupted.countDown();
            }
        }));
        all.add(worker.schedule(() -> {}));
        all.add(worker.schedule(() -> {}, 1, TimeUnit.DAYS));
        all.add(worker.schedulePeriodically(() -> {}, 1, 1, TimeUnit.DAYS));
        await(begun);
        worker.dispose();
        assertThat(all).allMatch(Disposable::isDisposed);
        await(interrupted);
        awaitUntil(() -> runtime.stats().timers() == 0);
    }

    @Test
    void dispose_ofATaskInTheQueue_keepsItFromRunning() {
        Scheduler.Worker worker = scheduler.createWorker();
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        CountDownLatch last = new CountDownLatch(1);
        worker.schedule(() -> await(gate));
        Disposable queued = worker.schedule(() -> ran.set(true));
        worker.schedule(last::countDown);
        queued.dispose();
        queued.dispose();
        assertThat(queued.isDisposed()).isTrue();
        gate.countDown();
        await(last);
        assertThat(ran).isFalse();
    }

    @Test
    void workerDispose_fromItsOwnTask_setsNoInterruptFlag() {
        Scheduler.Worker worker = scheduler.createWorker();
        AtomicBoolean interrupted = new AtomicBoolean(true);
        CountDownLatch done = new CountDownLatch(1);
        worker.schedule(() -> {
            worker.dispose();
            interrupted.set(Thread.currentThread().isInterrupted());
            done.countDown();
        });
        await(done);
        assertThat(interrupted).isFalse();
    }

    @Test
    void dispose_whereTasksAreLetRun_interruptsNobody() {
        Scheduler gentle = GoSchedulers.from(runtime, OnCancel.LET_RUN);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch undisturbed = new CountDownLatch(1);
        Disposable task = gentle.schedule(() -> {
            begun.countDown();
            await(gate);
            undisturbed.countDown();
        });
        await(begun);
        task.dispose();
        assertThat(task.isDisposed()).isTrue();
        gate.countDown();
        await(undisturbed);
    }

    // ---- Scannable, block ----

    @Test
    void scan_ofSchedulerAndWorker_tellsTheirState() {
        Scannable scheduled = Scannable.from(scheduler);
        Scheduler.Worker worker = scheduler.createWorker();
        Scannable scanned = Scannable.from(worker);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        worker.schedule(() -> {
            begun.countDown();
            await(gate);
        });
        worker.schedule(() -> {});
        await(begun);
        assertThat(scheduled.scan(Scannable.Attr.NAME)).isEqualTo("GoSchedulers.from(reactor)");
        assertThat(scheduler).hasToString("GoSchedulers.from(reactor)");
        assertThat(scheduled.scan(Scannable.Attr.CAPACITY)).isEqualTo(Integer.MAX_VALUE);
        assertThat(scheduled.scan(Scannable.Attr.BUFFERED)).isEqualTo(1);
        assertThat(scheduled.scan(Scannable.Attr.TERMINATED)).isFalse();
        assertThat(scheduled.scanUnsafe(Scannable.Attr.PREFETCH)).isNull();
        assertThat(scheduled.inners()).isEmpty(); // tasks are not bound to any thread
        assertThat(scanned.scan(Scannable.Attr.BUFFERED)).isEqualTo(2);
        assertThat(scanned.scan(Scannable.Attr.PARENT)).isSameAs(scheduler);
        assertThat(scanned.scan(Scannable.Attr.NAME)).isEqualTo("GoSchedulers.from(reactor).worker");
        gate.countDown();
        worker.dispose();
        assertThat(scanned.scan(Scannable.Attr.CANCELLED)).isTrue();
        assertThat(scanned.scan(Scannable.Attr.TERMINATED)).isTrue();
        scheduler.dispose();
        assertThat(scheduled.scan(Scannable.Attr.CANCELLED)).isTrue();
    }

    @Test
    void block_insideATask_isAllowed() {
        Integer sum = Flux.range(1, 10)
                .publishOn(scheduler)
                .map(i -> Mono.delay(Duration.ofMillis(1), scheduler)
                        .thenReturn(i)
                        .block(LONG))
                .reduce(0, Integer::sum)
                .block(LONG);
        assertThat(sum).isEqualTo(55);
    }

    /** All wait for the last of them, on a single P. */
    @Test
    void block_inManyTasksAtOnce_holdsUpNobody() {
        try (GoRuntime single = GoRuntime.builder().parallelism(1).build()) {
            Scheduler on = GoSchedulers.from(single);
            Sinks.Empty<Integer> allBegun = Sinks.empty();
            AtomicInteger begun = new AtomicInteger();
            Long blocked = Flux.range(0, 100)
                    .flatMap(
                            i -> Mono.fromRunnable(() -> {
                                        if (begun.incrementAndGet() == 100) {
                                            allBegun.tryEmitEmpty();
                                        }
                                        allBegun.asMono().block(LONG);
                                    })
                                    .thenReturn(i)
                                    .subscribeOn(on),
                            100)
                    .count()
                    .block(LONG);
            assertThat(blocked).isEqualTo(100);
        }
    }

    // ---- operators ----

    @Test
    void publishOn_ofManyElements_keepsTheirOrder() {
        StepVerifier.create(Flux.range(0, 100_000)
                        .publishOn(scheduler, 16)
                        .publishOn(scheduler)
                        .index()
                        .filter(pair -> pair.getT1() != pair.getT2().longValue())
                        .count())
                .expectNext(0L)
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void flatMap_withSubscribeOn_givesAll() {
        StepVerifier.create(Flux.range(0, 10_000)
                        .flatMap(i -> Mono.fromCallable(() -> i).subscribeOn(scheduler), 256)
                        .reduce(0L, Long::sum))
                .expectNext(49_995_000L)
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void operatorsThatNeedTime_workWithIt() {
        StepVerifier.create(Flux.interval(Duration.ofMillis(2), scheduler).take(5))
                .expectNext(0L, 1L, 2L, 3L, 4L)
                .expectComplete()
                .verify(LONG);
        StepVerifier.create(Mono.never().timeout(Duration.ofMillis(5), scheduler))
                .expectError(java.util.concurrent.TimeoutException.class)
                .verify(LONG);
        awaitUntil(() -> runtime.stats().timers() == 0);
    }
}
