package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.await;
import static dev.spindle.rxjava.Waiting.isInterruptedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of schedulers and workers, and what they reject after it. */
class GoRxSchedulersEndTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("rx").parallelism(2).build();
    private final Scheduler scheduler = GoRxSchedulers.from(runtime);

    @AfterEach
    void close() {
        scheduler.shutdown();
        runtime.close();
    }

    @Test
    void schedule_afterShutdown_givesTheDisposedAndNeverThrows() {
        try (Undeliverable undeliverable = new Undeliverable()) {
            Scheduler.Worker before = scheduler.createWorker();
            scheduler.shutdown();
            AtomicInteger ran = new AtomicInteger();
            for (Scheduler.Worker worker : List.of(before, scheduler.createWorker())) {
                for (Submission way : Submission.all(scheduler, worker)) {
                    assertThat(way.submit(ran::incrementAndGet)).isSameAs(Disposable.disposed());
                }
                assertThat(worker.isDisposed()).isTrue();
            }
            assertThat(ran).hasValue(0);
            undeliverable.expectNone();
        }
    }

    @Test
    void schedule_onADisposedWorker_givesTheDisposedAndSparesItsSiblings() {
        Scheduler.Worker worker = scheduler.createWorker();
        worker.dispose();
        assertThat(worker.schedule(() -> {})).isSameAs(Disposable.disposed());
        assertThat(worker.schedule(() -> {}, 1, TimeUnit.DAYS)).isSameAs(Disposable.disposed());
        assertThat(worker.schedulePeriodically(() -> {}, 1, 1, TimeUnit.DAYS)).isSameAs(Disposable.disposed());
        CountDownLatch ran = new CountDownLatch(2);
        scheduler.createWorker().schedule(ran::countDown);
        scheduler.scheduleDirect(ran::countDown);
        await(ran);
    }

    @Test
    void schedule_onAClosedRuntime_givesTheDisposedAndTellsThePlugin() {
        GoRuntime other = GoRuntime.builder().name("brief").build();
        Scheduler orphan = GoRxSchedulers.from(other);
        Scheduler.Worker worker = orphan.createWorker();
        other.close();
        try (Undeliverable undeliverable = new Undeliverable()) {
            for (Submission way : Submission.all(orphan, worker)) {
                undeliverable.errors().clear();
                assertThat(way.submit(() -> {})).isSameAs(Disposable.disposed());
                assertThat(undeliverable.errors())
                        .singleElement()
                        .extracting(Throwable::getCause)
                        .isInstanceOf(RejectedExecutionException.class)
                        .asString()
                        .contains("brief is closed");
            }
        }
    }

    @Test
    void shutdown_cancelsAllAndStartAcceptsAgain() {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch interrupted = new CountDownLatch(2);
        Runnable stuck = () -> {
            begun.countDown();
            if (isInterruptedIn(new CountDownLatch(1))) {
                interrupted.countDown();
            }
        };
        Scheduler.Worker worker = scheduler.createWorker();
        List<Disposable> all = List.of(
                scheduler.scheduleDirect(stuck),
                worker.schedule(stuck),
                worker.schedule(() -> {}),
                worker.schedule(() -> {}, 1, TimeUnit.DAYS),
                scheduler.scheduleDirect(() -> {}, 1, TimeUnit.DAYS),
                scheduler.schedulePeriodicallyDirect(() -> {}, 1, 1, TimeUnit.DAYS));
        await(begun);
        scheduler.shutdown();
        scheduler.shutdown();
        assertThat(all).allMatch(Disposable::isDisposed);
        await(interrupted);
        assertThat(runtime.stats().timers()).isZero();
        assertThat(runtime.isClosed()).isFalse();

        scheduler.start();
        scheduler.start();
        CountDownLatch ran = new CountDownLatch(2);
        scheduler.scheduleDirect(ran::countDown);
        scheduler.createWorker().schedule(ran::countDown);
        await(ran);
        assertThat(worker.isDisposed()).isTrue(); // a worker does not come back
    }

    @Test
    void startAndShutdown_byManyThreads_leaveItUsable() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        for (int t = 0; t < 4; t++) {
            boolean starts = t % 2 == 0;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int i = 0; i < 2000; i++) {
                        if (starts) {
                            scheduler.start();
                        } else {
                            scheduler.shutdown();
                        }
                        scheduler.scheduleDirect(() -> {});
                        scheduler.createWorker().schedule(() -> {}, 1, TimeUnit.NANOSECONDS);
                    }
                } catch (Throwable e) {
                    thrown.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(thrown).isEmpty();
        scheduler.start();
        CountDownLatch ran = new CountDownLatch(1);
        assertThat(scheduler.scheduleDirect(ran::countDown)).isNotSameAs(Disposable.disposed());
        await(ran);
    }

    @Test
    void shared_isNeverShutDown() {
        Scheduler shared = GoRxSchedulers.shared();
        shared.shutdown();
        CountDownLatch ran = new CountDownLatch(1);
        shared.scheduleDirect(ran::countDown);
        await(ran);
        assertThat(GoRxSchedulers.shared()).isSameAs(shared).hasToString("GoRxSchedulers.shared()");
        assertThat(scheduler).hasToString("GoRxSchedulers.from(rx)");
    }

    @Test
    void from_ofNull_saysWhatIsNull() {
        assertThatThrownBy(() -> GoRxSchedulers.from(null)).hasMessage("runtime");
        assertThatThrownBy(() -> GoRxSchedulers.from(runtime, null)).hasMessage("onDispose");
        assertThatThrownBy(() -> GoRxSchedulers.install(null)).hasMessage("runtime");
    }
}
