package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Go;
import dev.spindle.GoRuntime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class BlockingForbiddenTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("strict").parallelism(1).build();
    private final Scheduler strict =
            GoSchedulers.builder(runtime).forbidBlocking().build();
    private final Scheduler lax = GoSchedulers.from(runtime);

    @AfterEach
    void close() {
        Schedulers.resetNonBlockingThreadPredicate();
        strict.dispose();
        lax.dispose();
        runtime.close();
    }

    private static Throwable failureOfBlock() {
        try {
            Mono.delay(Duration.ofMillis(1), GoSchedulers.shared()).block(LONG);
            return null;
        } catch (IllegalStateException e) {
            return e;
        }
    }

    private static Throwable failureOfBlockOn(Consumer<Runnable> scheduling) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);
        scheduling.accept(() -> {
            failure.set(failureOfBlock());
            ran.countDown();
        });
        await(ran);
        return failure.get();
    }

    @Test
    void block_inAllSixMethodsOfAStrictScheduler_throws() {
        Scheduler.Worker worker = strict.createWorker();
        for (Consumer<Runnable> way : java.util.List.<Consumer<Runnable>>of(
                strict::schedule,
                task -> strict.schedule(task, 1, TimeUnit.MICROSECONDS),
                task -> once(task, strict),
                worker::schedule,
                task -> worker.schedule(task, 1, TimeUnit.MICROSECONDS),
                task -> worker.schedulePeriodically(onlyOnce(task), 0, 1, TimeUnit.DAYS))) {
            assertThat(failureOfBlockOn(way)).hasMessageContaining("not supported");
        }
        assertThat(failureOfBlockOn(lax::schedule)).isNull();
    }

    private static void once(Runnable task, Scheduler scheduler) {
        scheduler.schedulePeriodically(onlyOnce(task), 0, 1, TimeUnit.DAYS);
    }

    private static Runnable onlyOnce(Runnable task) {
        AtomicInteger runs = new AtomicInteger();
        return () -> {
            if (runs.getAndIncrement() == 0) {
                task.run();
            }
        };
    }

    @Test
    void blockingOperators_inAStrictTask_throwToo() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Flux.just(1)
                .publishOn(strict)
                .map(i -> Flux.interval(Duration.ofMillis(1), lax)
                        .toIterable()
                        .iterator()
                        .next())
                .onErrorResume(e -> {
                    failure.set(e);
                    return Mono.empty();
                })
                .blockLast(LONG);
        assertThat(failure.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("blocking");
    }

    @Test
    void goroutine_startedByAStrictTask_mayBlock() {
        assertThat(failureOfBlockOn(task -> strict.schedule(() -> Go.go(task::run))))
                .isNull();
    }

    @Test
    void laxTask_onTheThreadOfAStrictOne_mayBlock() {
        for (int i = 0; i < 100; i++) {
            assertThat(failureOfBlockOn(strict::schedule)).isNotNull();
            assertThat(failureOfBlockOn(lax::schedule)).isNull();
        }
    }

    @Test
    void rule_afterAResetOfReactorsPredicates_comesBackWithTheNextStrictScheduler() {
        Schedulers.resetNonBlockingThreadPredicate();
        assertThat(failureOfBlockOn(strict::schedule)).isNull();
        Scheduler again = GoSchedulers.builder(runtime).forbidBlocking().build();
        assertThat(failureOfBlockOn(again::schedule)).isNotNull();
        assertThat(failureOfBlockOn(strict::schedule)).isNotNull();
        again.dispose();
    }
}
