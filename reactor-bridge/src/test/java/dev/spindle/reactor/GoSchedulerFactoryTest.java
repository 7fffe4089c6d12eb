package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.await;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Goroutines under Reactor's own schedulers. */
class GoSchedulerFactoryTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("factory").parallelism(2).build();
    private final GoSchedulerFactory factory = GoSchedulerFactory.on(runtime);

    @BeforeEach
    void nothingIsInstalled() {
        assertThat(GoSchedulers.uninstall()).isFalse();
    }

    @AfterEach
    void close() {
        GoSchedulers.uninstall();
        runtime.close();
    }

    private static GoRuntime runtimeOf(Scheduler scheduler) {
        AtomicReference<GoRuntime> seen = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);
        scheduler.schedule(() -> {
            seen.set(GoRuntime.current());
            ran.countDown();
        });
        await(ran);
        return seen.get();
    }

    private static List<Scheduler> common() {
        return List.of(Schedulers.parallel(), Schedulers.boundedElastic(), Schedulers.single());
    }

    @Test
    void install_replacesTheCommonAndTheNewSchedulers() {
        assertThat(GoSchedulers.install(factory)).isTrue();
        List<Scheduler> all = new ArrayList<>(common());
        all.add(Schedulers.newParallel("a", 3));
        all.add(Schedulers.newBoundedElastic(10, 100, "b"));
        all.add(Schedulers.newSingle("c"));
        all.add(factory.newThreadPerTaskBoundedElastic(
                10, 100, Thread.ofVirtual().factory()));
        assertThat(all).allSatisfy(scheduler -> assertThat(runtimeOf(scheduler)).isSameAs(runtime));
        assertThat(Schedulers.parallel()).hasToString("Schedulers.parallel()");
        assertThat(all.get(3)).hasToString("goParallel(factory,\"a\")");
        assertThat(all.get(4)).hasToString("goBoundedElastic(factory,\"b\")");
        assertThat(all.get(5)).hasToString("goSingle(factory,\"c\")");
        assertThat(all.get(6)).hasToString("goBoundedElastic(factory)");
    }

    @Test
    void install_withoutArguments_usesTheSharedRuntime() {
        assertThat(GoSchedulers.install()).isTrue();
        assertThat(runtimeOf(Schedulers.boundedElastic())).isSameAs(GoRuntime.shared());
    }

    @Test
    void install_twice_changesNothing() {
        assertThat(GoSchedulers.install(factory)).isTrue();
        Scheduler parallel = Schedulers.parallel();
        assertThat(GoSchedulers.install()).isFalse();
        assertThat(Schedulers.parallel()).isSameAs(parallel);
        assertThat(GoSchedulers.uninstall()).isTrue();
        assertThat(GoSchedulers.uninstall()).isFalse();
        assertThat(runtimeOf(Schedulers.parallel())).isNotSameAs(runtime);
    }

    @Test
    void installAndUninstall_disposeOfNothingThatSomebodyHolds() {
        List<Scheduler> ofReactor = common();
        Scheduler.Worker worker = Schedulers.parallel().createWorker();
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch undisturbed = new CountDownLatch(1);
        Disposable running = Schedulers.boundedElastic().schedule(() -> {
            await(gate);
            undisturbed.countDown();
        });
        GoSchedulers.install(factory);
        List<Scheduler> ofGoroutines = common();
        Scheduler.Worker goWorker = Schedulers.parallel().createWorker();
        CountDownLatch goUndisturbed = new CountDownLatch(1);
        Schedulers.boundedElastic().schedule(() -> {
            await(gate);
            goUndisturbed.countDown();
        });
        assertAtWork(ofReactor, worker);
        GoSchedulers.uninstall();
        assertAtWork(ofReactor, worker);
        assertAtWork(ofGoroutines, goWorker);
        assertThat(running.isDisposed()).isFalse();
        gate.countDown();
        await(undisturbed);
        await(goUndisturbed);
        assertThat(common()).usingElementComparator((a, b) -> a == b ? 0 : 1).containsExactlyElementsOf(ofReactor);
        worker.dispose();
    }

    private static void assertAtWork(List<Scheduler> schedulers, Scheduler.Worker worker) {
        CountDownLatch ran = new CountDownLatch(schedulers.size() + 1);
        for (Scheduler scheduler : schedulers) {
            assertThat(scheduler.isDisposed()).isFalse();
            scheduler.schedule(ran::countDown);
        }
        worker.schedule(ran::countDown);
        await(ran);
    }

    @Test
    void schedulersOfItsOwn_areDisposedOfAsUsual() {
        GoSchedulers.install(factory);
        for (Scheduler own : List.of(
                Schedulers.newParallel("own", 2),
                Schedulers.newSingle("own"),
                Schedulers.newBoundedElastic(2, 2, "own"))) {
            own.dispose();
            assertThat(own.isDisposed()).isTrue();
            assertThatThrownBy(() -> own.schedule(() -> {})).isSameAs(Exceptions.failWithRejected());
            assertThatThrownBy(own::init).isInstanceOf(IllegalStateException.class);
        }
        Schedulers.parallel().dispose(); // of the common ones it is ignored, as Reactor says
        assertThat(runtimeOf(Schedulers.parallel())).isSameAs(runtime);
        Schedulers.shutdownNow();
        assertThat(runtimeOf(Schedulers.parallel())).isSameAs(runtime);
        assertThat(runtime.isClosed()).isFalse();
    }

    @Test
    void room_forNoThread_isRefused() {
        assertThatThrownBy(() -> factory.newParallel(0, Executors.defaultThreadFactory()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> factory.newBoundedElastic(-1, 1, Executors.defaultThreadFactory(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // ---- one at a time ----

    private static List<Scheduler> serialOnes(GoSchedulerFactory factory) {
        return List.of(
                factory.newSingle(Executors.defaultThreadFactory()),
                factory.newBoundedElastic(1, 1, Executors.defaultThreadFactory(), 1),
                factory.newThreadPerTaskBoundedElastic(1, 1, Executors.defaultThreadFactory()));
    }

    @Test
    void serialScheduler_runsTasksOfAllWorkersInOneOrder() {
        for (Scheduler single : serialOnes(factory)) {
            Scheduler.Worker one = single.createWorker();
            Scheduler.Worker two = single.createWorker();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            one.schedule(() -> {
                begun.countDown();
                await(gate);
            });
            await(begun);
            List<Integer> seen = new ArrayList<>();
            CountDownLatch all = new CountDownLatch(999);
            for (int i = 0; i < 999; i++) {
                int n = i;
                Runnable task = () -> {
                    seen.add(n);
                    all.countDown();
                };
                switch (i % 3) {
                    case 0 -> single.schedule(task);
                    case 1 -> one.schedule(task);
                    default -> two.schedule(task);
                }
            }
            // Something that could run beside it has run: nothing of the line has.
            assertThat(runtimeOf(GoSchedulers.from(runtime))).isSameAs(runtime);
            assertThat(seen).isEmpty();
            assertThat(Scannable.from(one).scan(Scannable.Attr.BUFFERED)).isEqualTo(334);
            assertThat(Scannable.from(single).scan(Scannable.Attr.CAPACITY)).isEqualTo(1);
            gate.countDown();
            await(all);
            assertThat(seen).hasSize(999).isSorted();
            single.dispose();
        }
    }

    @Test
    void workerOfASerialScheduler_endsAlone() {
        for (Scheduler single : serialOnes(factory)) {
            Scheduler.Worker one = single.createWorker();
            Scheduler.Worker two = single.createWorker();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            List<Disposable> ofOne = new ArrayList<>();
            ofOne.add(one.schedule(() -> {
                begun.countDown();
                try {
                    await(new CountDownLatch(1));
                } catch (IllegalStateException e) {
                    interrupted.countDown();
                }
            }));
            ofOne.add(one.schedule(() -> {}));
            ofOne.add(one.schedule(() -> {}, 1, TimeUnit.DAYS));
            CountDownLatch ranInTwo = new CountDownLatch(2);
            two.schedule(ranInTwo::countDown);
            two.schedule(ranInTwo::countDown, 1, TimeUnit.MILLISECONDS);
            await(begun);
            one.dispose();
            assertThat(ofOne).allMatch(Disposable::isDisposed);
            assertThatThrownBy(() -> one.schedule(() -> {})).isSameAs(Exceptions.failWithRejected());
            await(interrupted);
            await(ranInTwo);
            assertThat(single.isDisposed()).isFalse();
            single.dispose();
            assertThat(two.isDisposed()).isTrue();
        }
    }

    @Test
    void parallelScheduler_withOneTaskThatStandsStill_runsOthers() {
        // Reactor's own would keep each fourth worker waiting behind it.
        Scheduler parallel = factory.newParallel(4, Executors.defaultThreadFactory());
        CountDownLatch gate = new CountDownLatch(1);
        parallel.createWorker().schedule(() -> await(gate));
        CountDownLatch others = new CountDownLatch(16);
        for (int i = 0; i < 16; i++) {
            parallel.createWorker().schedule(others::countDown);
        }
        await(others);
        gate.countDown();
        parallel.dispose();
    }

    // ---- options ----

    @Test
    void onDispose_letRun_isKeptByWhatTheFactoryMakes() {
        Scheduler gentle = factory.onDispose(OnCancel.LET_RUN).newParallel(2, Executors.defaultThreadFactory());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch undisturbed = new CountDownLatch(1);
        gentle.schedule(() -> {
            begun.countDown();
            await(gate);
            undisturbed.countDown();
        });
        await(begun);
        gentle.dispose();
        gate.countDown();
        await(undisturbed);
    }

    @Test
    void keepBlockingRule_forbidsBlockInParallelAndSingleOnly() {
        GoSchedulers.install(factory.keepBlockingRule());
        Mono<Long> blocking = Mono.fromCallable(() ->
                Mono.delay(Duration.ofMillis(1), Schedulers.boundedElastic()).block(LONG));
        for (Scheduler strict : List.of(Schedulers.parallel(), Schedulers.single(), Schedulers.newParallel("x", 3))) {
            StepVerifier.create(blocking.subscribeOn(strict))
                    .expectErrorSatisfies(e -> assertThat(e)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("blocking"))
                    .verify(LONG);
        }
        assertThat(blocking.subscribeOn(Schedulers.boundedElastic()).block(LONG))
                .isZero();
        assertThat(blocking.block(LONG)).isZero();
    }

    @Test
    void defaultRule_letsBlockInAll() {
        GoSchedulers.install(factory);
        for (Scheduler any : common()) {
            assertThat(Mono.fromCallable(() -> Mono.delay(Duration.ofMillis(1), GoSchedulers.shared())
                                    .block(LONG))
                            .subscribeOn(any)
                            .block(LONG))
                    .isZero();
        }
    }

    // ---- virtual time ----

    @Test
    void virtualTime_beforeDuringAndAfterAnInstallation_works() {
        assertVirtualTimeWorks();
        GoSchedulers.install(factory);
        Scheduler parallel = Schedulers.parallel();
        assertVirtualTimeWorks();
        assertThat(Schedulers.parallel()).isSameAs(parallel);
        assertThat(runtimeOf(Schedulers.boundedElastic())).isSameAs(runtime);
        GoSchedulers.uninstall();
        assertVirtualTimeWorks();
        assertThat(runtimeOf(Schedulers.parallel())).isNotSameAs(runtime);
    }

    private static void assertVirtualTimeWorks() {
        StepVerifier.withVirtualTime(() -> Flux.interval(Duration.ofDays(1)).take(3))
                .expectSubscription()
                .expectNoEvent(Duration.ofDays(1))
                .expectNext(0L)
                .thenAwait(Duration.ofDays(2))
                .expectNext(1L, 2L)
                .expectComplete()
                .verify(LONG);
        assertThat(VirtualTimeScheduler.isFactoryEnabled()).isFalse();
    }

    @Test
    void virtualTime_leavesASchedulerPassedExplicitlyToItsOwnTime() {
        Scheduler own = GoSchedulers.from(runtime);
        StepVerifier.withVirtualTime(() -> Mono.delay(Duration.ofMillis(2), own))
                .expectNext(0L)
                .expectComplete()
                .verify(LONG);
        own.dispose();
        awaitUntil(() -> runtime.stats().timers() == 0);
    }
}
