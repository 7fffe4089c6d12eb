package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.await;
import static dev.spindle.rxjava.Waiting.awaitUntil;
import static dev.spindle.rxjava.Waiting.isInterruptedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What RxJava demands of a worker: order, recursion, and its end. */
@Timeout(120)
class GoRxWorkerTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("rx").parallelism(2).build();
    private final Scheduler scheduler = GoRxSchedulers.from(runtime);
    private final Scheduler.Worker worker = scheduler.createWorker();

    @AfterEach
    void close() {
        scheduler.shutdown();
        runtime.close();
    }

    private void flush() {
        CountDownLatch last = new CountDownLatch(1);
        worker.schedule(last::countDown);
        await(last);
    }

    // ---- order ----

    @Test
    void tasks_ofOneWorker_neverOverlapAndKeepTheOrderOfEachProducer() throws InterruptedException {
        int producers = 4;
        int each = 10_000;
        int[] last = new int[producers]; // plain: right only if each task happens before the next
        AtomicBoolean running = new AtomicBoolean();
        AtomicInteger wrong = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int producer = p;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 1; i <= each; i++) {
                    int n = i;
                    worker.schedule(() -> {
                        boolean alone = running.compareAndSet(false, true);
                        if (!alone || ++last[producer] != n) {
                            wrong.incrementAndGet();
                        }
                        running.set(false);
                    });
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        flush();
        assertThat(wrong).hasValue(0);
        assertThat(last).containsOnly(each);
    }

    @Test
    void task_thatStandsStill_holdsUpItsOwnWorkerOnly() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        worker.schedule(() -> {
            begun.countDown();
            await(gate);
        });
        worker.schedule(second::countDown);
        await(begun);
        for (int i = 0; i < 8; i++) {
            CountDownLatch sibling = new CountDownLatch(1);
            scheduler.createWorker().schedule(sibling::countDown);
            await(sibling);
        }
        assertThat(second.getCount()).isEqualTo(1);
        gate.countDown();
        await(second);
    }

    @Test
    void nestedTask_runsAfterTheOuterOne() {
        List<String> steps = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        worker.schedule(() -> {
            steps.add("outer begins");
            worker.schedule(() -> {
                steps.add("middle begins");
                worker.schedule(() -> {
                    steps.add("inner");
                    done.countDown();
                });
                steps.add("middle ends");
            });
            steps.add("outer ends");
        });
        await(done);
        assertThat(steps).containsExactly("outer begins", "outer ends", "middle begins", "middle ends", "inner");
    }

    @Test
    void undelayedTasks_amongDelayedOnes_keepTheirOrder() {
        int n = 1000;
        List<Integer> undelayed = new ArrayList<>();
        List<Integer> delayed = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int number = i;
            worker.schedule(() -> undelayed.add(number), i % 3 - 2L, TimeUnit.MILLISECONDS); // never above zero
            worker.schedule(() -> delayed.add(number), 1 + i / 100, TimeUnit.MILLISECONDS);
        }
        CountDownLatch last = new CountDownLatch(1);
        worker.schedule(last::countDown, 100, TimeUnit.MILLISECONDS);
        await(last); // whose time comes after all others
        assertThat(undelayed).hasSize(n).isSorted();
        assertThat(delayed).hasSize(n).doesNotHaveDuplicates();
    }

    @Test
    void delayedTasks_runInTheOrderOfTheirTimesAndNeverBefore() {
        long late = TimeUnit.MILLISECONDS.toNanos(100);
        long soon = TimeUnit.MILLISECONDS.toNanos(5);
        boolean inTime = false;
        while (!inTime) {
            Map<String, Long> ran = new LinkedHashMap<>();
            CountDownLatch done = new CountDownLatch(2);
            long start = System.nanoTime();
            worker.schedule(() -> note(ran, "late", done), late, TimeUnit.NANOSECONDS);
            worker.schedule(() -> note(ran, "soon", done), soon, TimeUnit.NANOSECONDS);
            inTime = System.nanoTime() - start < late - soon; // else the later start may well be due later
            await(done);
            assertThat(ran.get("late") - start).isGreaterThanOrEqualTo(late);
            assertThat(ran.get("soon") - start).isGreaterThanOrEqualTo(soon);
            if (inTime) {
                assertThat(ran.keySet()).containsExactly("soon", "late");
            }
        }
    }

    private static void note(Map<String, Long> ran, String task, CountDownLatch done) {
        ran.put(task, System.nanoTime());
        done.countDown();
    }

    // ---- recursion ----

    @Test
    void taskThatSchedulesItself_aMillionTimes_growsNoStack() {
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger deepest = new AtomicInteger();
        worker.schedule(new Runnable() {
            private int n; // plain: right only if each run happens before the next

            @Override
            public void run() {
                if (n % 10_000 == 0) {
                    deepest.accumulateAndGet(new Throwable().getStackTrace().length, Math::max);
                }
                if (++n < 1_000_000) {
                    worker.schedule(this);
                } else {
                    done.countDown();
                }
            }
        });
        await(done);
        assertThat(deepest).hasValueLessThan(100);
    }

    @Test
    void taskThatHopsBetweenWorkers_aMillionTimes_seesAllItDidBefore() {
        Scheduler.Worker[] workers = new Scheduler.Worker[7];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = scheduler.createWorker();
        }
        Map<Integer, Integer> counts = new HashMap<>(); // plain: right only with happens-before from hop to hop
        CountDownLatch done = new CountDownLatch(1);
        workers[0].schedule(new Runnable() {
            private int n;

            @Override
            public void run() {
                counts.merge(n % 1000, 1, Integer::sum);
                if (++n < 1_000_000) {
                    workers[n % workers.length].schedule(this);
                } else {
                    done.countDown();
                }
            }
        });
        await(done);
        assertThat(counts)
                .hasSize(1000)
                .allSatisfy((key, count) -> assertThat(count).isEqualTo(1000));
    }

    @Test
    void taskThatHops_betweenDirectAndForeignThreads_seesAllItDidBefore() {
        Scheduler other = io.reactivex.rxjava3.schedulers.Schedulers.computation();
        Map<Integer, Integer> counts = new HashMap<>();
        CountDownLatch done = new CountDownLatch(1);
        scheduler.scheduleDirect(new Runnable() {
            private int n;

            @Override
            public void run() {
                counts.merge(n % 10, 1, Integer::sum);
                if (++n == 20_000) {
                    done.countDown();
                } else if (n % 2 == 0) {
                    scheduler.scheduleDirect(this);
                } else {
                    other.scheduleDirect(this);
                }
            }
        });
        await(done);
        assertThat(counts)
                .hasSize(10)
                .allSatisfy((key, count) -> assertThat(count).isEqualTo(2_000));
    }

    @Test
    void dispose_fromOutside_letsExactlyTheBegunRunsBe() {
        for (long delay : new long[] {0, 100}) {
            Scheduler.Worker own = scheduler.createWorker();
            CountDownLatch tenth = new CountDownLatch(1);
            AtomicBoolean interrupted = new AtomicBoolean();
            AtomicReference<Disposable> rejected = new AtomicReference<>();
            AtomicInteger runs = new AtomicInteger();
            own.schedule(new Runnable() {
                @Override
                public void run() {
                    if (runs.incrementAndGet() == 10) {
                        tenth.countDown();
                        interrupted.set(isInterruptedIn(new CountDownLatch(1)));
                        rejected.set(own.schedule(this, delay, TimeUnit.MICROSECONDS));
                    } else {
                        own.schedule(this, delay, TimeUnit.MICROSECONDS);
                    }
                }
            });
            await(tenth);
            own.dispose();
            awaitUntil(() -> rejected.get() != null);
            assertThat(rejected.get()).isSameAs(Disposable.disposed());
            assertThat(interrupted).isTrue();
            assertThat(runs).hasValue(10);
            awaitUntil(() -> runtime.stats().timers() == 0);
        }
    }

    @Test
    void dispose_fromInside_letsExactlyTheBegunRunsBe() {
        Scheduler.Worker own = scheduler.createWorker();
        AtomicInteger runs = new AtomicInteger();
        AtomicReference<Disposable> rejected = new AtomicReference<>();
        own.schedule(new Runnable() {
            @Override
            public void run() {
                if (runs.incrementAndGet() == 10) {
                    own.dispose();
                    rejected.set(own.schedule(this));
                } else {
                    own.schedule(this);
                }
            }
        });
        awaitUntil(() -> rejected.get() != null);
        assertThat(rejected.get()).isSameAs(Disposable.disposed());
        assertThat(runs).hasValue(10);
    }

    // ---- dispose and interrupts ----

    @Test
    void dispose_cancelsAllItGaveOutAndSparesSiblings() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        List<Disposable> all = new ArrayList<>();
        all.add(worker.schedule(() -> {
            begun.countDown();
            if (isInterruptedIn(new CountDownLatch(1))) {
                interrupted.countDown();
            }
        }));
        all.add(worker.schedule(ran::incrementAndGet));
        all.add(worker.schedule(ran::incrementAndGet, 1, TimeUnit.DAYS));
        all.add(worker.schedulePeriodically(ran::incrementAndGet, 1, 1, TimeUnit.DAYS));
        await(begun);
        assertThat(worker.isDisposed()).isFalse();
        worker.dispose();
        worker.dispose();
        assertThat(worker.isDisposed()).isTrue();
        assertThat(all).allMatch(Disposable::isDisposed);
        await(interrupted);
        awaitUntil(() -> runtime.stats().timers() == 0);
        CountDownLatch sibling = new CountDownLatch(1);
        scheduler.createWorker().schedule(sibling::countDown);
        await(sibling);
        assertThat(ran).hasValue(0);
    }

    @Test
    void dispose_ofATaskInTheQueue_keepsItFromRunning() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        worker.schedule(() -> await(gate));
        Disposable queued = worker.schedule(() -> ran.set(true));
        queued.dispose();
        assertThat(queued.isDisposed()).isTrue();
        gate.countDown();
        flush();
        assertThat(ran).isFalse();
    }

    @Test
    void dispose_fromItsOwnTask_setsNoInterruptFlag() {
        AtomicInteger flags = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(3);
        worker.schedule(() -> {
            worker.dispose();
            flags.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
            done.countDown();
        });
        Disposable[] self = new Disposable[2];
        CountDownLatch known = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            int n = i;
            Runnable body = () -> {
                await(known);
                self[n].dispose();
                flags.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
                done.countDown();
            };
            self[i] = i == 0
                    ? scheduler.scheduleDirect(body)
                    : scheduler.createWorker().schedule(body);
        }
        known.countDown();
        await(done);
        assertThat(flags).hasValue(0);
    }

    @Test
    void dispose_racingWithTheEndOfTheRun_leaksNoInterrupt() {
        Queue<String> leaks = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 5000; i++) {
            AtomicBoolean begun = new AtomicBoolean();
            Disposable target = worker.schedule(() -> begun.set(true));
            worker.schedule(() -> {
                if (Thread.currentThread().isInterrupted()) {
                    leaks.add("task " + Thread.currentThread());
                }
            });
            awaitUntil(begun::get);
            target.dispose();
        }
        flush();
        assertThat(leaks).isEmpty();
    }

    @Test
    void dispose_ofADelayedTask_leaksNoInterruptIntoItsRunOrTheNext() {
        Queue<String> leaks = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 2000; i++) {
            Disposable target = worker.schedule(() -> {}, 1 + i % 50, TimeUnit.MICROSECONDS);
            CountDownLatch next = new CountDownLatch(1);
            worker.schedule(
                    () -> {
                        if (Thread.currentThread().isInterrupted()) {
                            leaks.add("task " + Thread.currentThread());
                        }
                        next.countDown();
                    },
                    1 + i % 50,
                    TimeUnit.MICROSECONDS);
            target.dispose();
            await(next);
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void dispose_whereTasksAreLetRun_interruptsNobody() {
        Scheduler gentle = GoRxSchedulers.from(runtime, OnCancel.LET_RUN);
        Scheduler.Worker own = gentle.createWorker();
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch undisturbed = new CountDownLatch(2);
        Runnable body = () -> {
            begun.countDown();
            await(gate);
            undisturbed.countDown();
        };
        Disposable direct = gentle.scheduleDirect(body);
        own.schedule(body);
        await(begun);
        direct.dispose();
        own.dispose();
        assertThat(direct.isDisposed()).isTrue();
        gate.countDown();
        await(undisturbed);
    }

    // ---- a single line ----

    @Test
    void singleScheduler_runsOneTaskAtATimeAcrossWorkersAndDirectOnes() throws InterruptedException {
        Scheduler single = GoRxScheduler.make(
                "single", runtime, OnCancel.INTERRUPT, GoRxScheduler.Order.SINGLE, false, Long.MAX_VALUE);
        int[] count = new int[1]; // plain
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            Scheduler.Worker own = single.createWorker();
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 10_000; i++) {
                    own.schedule(() -> count[0]++);
                    single.scheduleDirect(() -> count[0]++);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        CountDownLatch last = new CountDownLatch(1);
        single.scheduleDirect(last::countDown);
        await(last);
        assertThat(count[0]).isEqualTo(60_000);
    }

    @Test
    void singleScheduler_whoseWorkerIsDisposed_sparesTheOthers() {
        Scheduler single = GoRxScheduler.make(
                "single", runtime, OnCancel.INTERRUPT, GoRxScheduler.Order.SINGLE, false, Long.MAX_VALUE);
        Scheduler.Worker first = single.createWorker();
        Scheduler.Worker second = single.createWorker();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        first.schedule(() -> {
            begun.countDown();
            if (isInterruptedIn(new CountDownLatch(1))) {
                interrupted.countDown();
            }
        });
        CountDownLatch ran = new CountDownLatch(2);
        second.schedule(ran::countDown);
        single.scheduleDirect(ran::countDown);
        await(begun);
        second.schedule(() -> {}, 1, TimeUnit.DAYS).dispose();
        assertThat(ran.getCount()).isEqualTo(2);
        first.dispose();
        await(interrupted);
        await(ran);
        assertThat(second.isDisposed()).isFalse();
        single.shutdown();
        assertThat(second.isDisposed()).isTrue();
        single.start();
        CountDownLatch again = new CountDownLatch(1);
        single.createWorker().schedule(again::countDown);
        await(again);
    }
}
