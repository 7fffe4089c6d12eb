package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import io.reactivex.rxjava3.subscribers.TestSubscriber;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Replacing RxJava's own schedulers when they are in use already; {@link EarlyInstallTest} has the other case. */
class InstallTest {

    private static final List<Supplier<Scheduler>> REPLACED =
            List.of(Schedulers::io, Schedulers::computation, Schedulers::newThread, Schedulers::single);

    private final GoRuntime runtime =
            GoRuntime.builder().name("replacing").parallelism(2).build();

    @BeforeAll
    static void initialise() {
        assertThat(Schedulers.trampoline()).isNotNull();
    }

    @AfterEach
    void restore() {
        GoRxSchedulers.uninstall();
        RxJavaPlugins.reset();
        runtime.close();
    }

    private static GoRuntime whereItRuns(Scheduler scheduler) {
        AtomicReference<GoRuntime> seen = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);
        scheduler.scheduleDirect(() -> {
            seen.set(GoRuntime.current());
            ran.countDown();
        });
        await(ran);
        return seen.get();
    }

    private void assertReplaced(boolean replaced) {
        for (Supplier<Scheduler> which : REPLACED) {
            assertThat(whereItRuns(which.get()))
                    .as(which.get().toString())
                    .isSameAs(replaced ? runtime : GoRuntime.shared());
        }
    }

    @Test
    void install_replacesAllFour_andUninstallBringsThemBack() {
        List<Scheduler> before = REPLACED.stream().map(Supplier::get).toList();
        GoRxSchedulers.install(runtime);
        GoRxSchedulers.install(runtime);
        assertReplaced(true);
        assertThat(Schedulers.io()).isSameAs(Schedulers.io());
        assertThat(Schedulers.io().toString()).isEqualTo("GoRxSchedulers.io() on replacing");
        GoRxSchedulers.uninstall();
        GoRxSchedulers.uninstall();
        assertReplaced(false);
        assertThat(REPLACED.stream().map(Supplier::get).toList()).isEqualTo(before);
        GoRxSchedulers.install(runtime);
        assertReplaced(true);
    }

    @Test
    void schedulerThatWasKept_passesOnToTheOriginalAfterUninstall() {
        GoRxSchedulers.install(runtime);
        Scheduler kept = Schedulers.io();
        Scheduler.Worker worker = kept.createWorker();
        assertThat(whereItRuns(kept)).isSameAs(runtime);
        GoRxSchedulers.uninstall();
        assertThat(whereItRuns(kept)).isSameAs(GoRuntime.shared());
        CountDownLatch ran = new CountDownLatch(1);
        worker.schedule(ran::countDown); // workers go on where they are
        await(ran);
    }

    @Test
    void handlersThatWereSetBefore_areBackAfterUninstall() {
        Scheduler other = Schedulers.from(Runnable::run);
        RxJavaPlugins.setIoSchedulerHandler(standard -> other);
        RxJavaPlugins.setInitIoSchedulerHandler(standard -> other);
        var use = RxJavaPlugins.getIoSchedulerHandler();
        var init = RxJavaPlugins.getInitIoSchedulerHandler();
        GoRxSchedulers.install(runtime);
        assertThat(whereItRuns(Schedulers.io())).isSameAs(runtime);
        Scheduler kept = Schedulers.io();
        GoRxSchedulers.uninstall();
        assertThat(Schedulers.io()).isSameAs(other);
        assertThat(RxJavaPlugins.getIoSchedulerHandler()).isSameAs(use);
        assertThat(RxJavaPlugins.getInitIoSchedulerHandler()).isSameAs(init);
        Thread[] ranOn = new Thread[1];
        kept.scheduleDirect(() -> ranOn[0] = Thread.currentThread());
        assertThat(ranOn[0]).isSameAs(Thread.currentThread());
    }

    @Test
    void handlerThatWasSetAfterwards_staysAndOursPassesThrough() throws Throwable {
        GoRxSchedulers.install(runtime);
        var ours = RxJavaPlugins.getIoSchedulerHandler();
        RxJavaPlugins.setIoSchedulerHandler(standard -> ours.apply(standard));
        var theirs = RxJavaPlugins.getIoSchedulerHandler();
        assertThat(whereItRuns(Schedulers.io())).isSameAs(runtime);
        GoRxSchedulers.uninstall();
        assertThat(RxJavaPlugins.getIoSchedulerHandler()).isSameAs(theirs);
        assertThat(whereItRuns(Schedulers.io())).isSameAs(GoRuntime.shared());
    }

    @Test
    void shutdownAndStart_ofAllSchedulers_applyToTheReplacements() {
        GoRxSchedulers.install(runtime);
        Schedulers.shutdown();
        for (Supplier<Scheduler> which : REPLACED) {
            assertThat(which.get().scheduleDirect(() -> {}).isDisposed()).isTrue();
        }
        assertThat(whereItRuns(GoRxSchedulers.shared())).isSameAs(GoRuntime.shared());
        Schedulers.start();
        assertReplaced(true);
        GoRxSchedulers.uninstall();
        assertReplaced(false); // RxJava's own were never shut down
    }

    @Test
    void single_stillRunsOneTaskAtATime() {
        GoRxSchedulers.install(runtime);
        int[] count = new int[1]; // plain
        int sum = Flowable.range(0, 2000)
                .flatMap(i -> Flowable.just(i).subscribeOn(Schedulers.single()).map(x -> ++count[0] > 0 ? 1 : 0))
                .reduce(0, Integer::sum)
                .blockingGet();
        assertThat(sum).isEqualTo(2000);
        assertThat(count[0]).isEqualTo(2000);
    }

    @Test
    void operatorsThatUseTheStandardSchedulers_runOnOurs() {
        GoRxSchedulers.install(runtime);
        AtomicReference<GoRuntime> seen = new AtomicReference<>();
        List<Long> ticks = Flowable.interval(1, TimeUnit.MILLISECONDS)
                .doOnNext(tick -> seen.set(GoRuntime.current()))
                .take(3)
                .toList()
                .blockingGet();
        assertThat(ticks).containsExactly(0L, 1L, 2L);
        assertThat(seen).hasValue(runtime);
    }

    @Test
    void delaysOfExecutorSchedulers_workAfterUninstall() {
        // Schedulers.from keeps, for ever, the single() that was there when it first needed a delay.
        GoRxSchedulers.install(runtime);
        var executor = Executors.newSingleThreadExecutor();
        try {
            Scheduler onExecutor = Schedulers.from(executor);
            CountDownLatch first = new CountDownLatch(1);
            onExecutor.scheduleDirect(first::countDown, 1, TimeUnit.MILLISECONDS);
            await(first);
            GoRxSchedulers.uninstall();
            runtime.close();
            CountDownLatch second = new CountDownLatch(1);
            onExecutor.scheduleDirect(second::countDown, 1, TimeUnit.MILLISECONDS);
            await(second);
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void testScheduler_setAfterwards_takesThePlaceOfOurs() {
        GoRxSchedulers.install(runtime);
        TestScheduler virtual = new TestScheduler();
        RxJavaPlugins.setComputationSchedulerHandler(standard -> virtual);
        TestSubscriber<Long> days = Flowable.interval(1, TimeUnit.DAYS).test();
        virtual.advanceTimeBy(3, TimeUnit.DAYS);
        days.assertValues(0L, 1L, 2L).cancel();
    }

    @Test
    void install_ofAnotherRuntime_isRefusedUntilUninstalled() {
        GoRxSchedulers.install(runtime);
        assertThatThrownBy(GoRxSchedulers::install)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("replacing are installed")
                .hasMessageContaining("uninstall()");
        GoRxSchedulers.uninstall();
        GoRxSchedulers.install();
        assertReplacedByShared();
    }

    private static void assertReplacedByShared() {
        assertThat(Schedulers.io().toString()).startsWith("GoRxSchedulers.io() on ");
        assertThat(whereItRuns(Schedulers.io())).isSameAs(GoRuntime.shared());
    }

    /** Only a JVM of its own can show the lockdown, which nothing outside of RxJava takes back; see {@link EarlyInstallTest}. */
    @Test
    void reset_ofThePlugins_bringsRxJavasBack() {
        GoRxSchedulers.install(runtime);
        RxJavaPlugins.reset();
        assertReplaced(false);
        GoRxSchedulers.uninstall();
        assertReplaced(false);
    }
}
