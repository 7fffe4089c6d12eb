package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The logging context on its way through our schedulers, as an application sets it up: SLF4J, Logback, automatic propagation. */
class MdcThroughSchedulersTest {

    private final LogLines lines = new LogLines(MdcThroughSchedulersTest.class);
    private final GoRuntime runtime =
            GoRuntime.builder().name("mdc").parallelism(2).build();
    private final Scheduler scheduler = GoSchedulers.from(runtime);

    @BeforeEach
    void open() {
        Hooks.enableAutomaticContextPropagation();
        MDC.put(LogLines.KEY, "17");
    }

    @AfterEach
    void close() {
        Hooks.disableAutomaticContextPropagation();
        lines.close();
        scheduler.dispose();
        runtime.close();
    }

    @Test
    void task_ofEachKind_logsWithTheSubmittersContext() {
        Scheduler.Worker worker = scheduler.createWorker();
        CountDownLatch ran = new CountDownLatch(6);
        Runnable task = () -> {
            if (ran.getCount() > 0) {
                lines.log("task");
            }
            ran.countDown();
        };
        scheduler.schedule(task);
        scheduler.schedule(task, 1, TimeUnit.MILLISECONDS);
        worker.schedule(task);
        worker.schedule(task, 1, TimeUnit.MILLISECONDS);
        AtomicReference<Runnable> once = new AtomicReference<>(task);
        AtomicReference<Runnable> onceInWorker = new AtomicReference<>(task);
        scheduler.schedulePeriodically(() -> once.getAndSet(() -> {}).run(), 0, 1, TimeUnit.DAYS);
        worker.schedulePeriodically(() -> onceInWorker.getAndSet(() -> {}).run(), 0, 1, TimeUnit.DAYS);
        await(ran);
        lines.assertAllHad("17", 6);
    }

    @Test
    void pipeline_throughOurSchedulers_logsWithTheSubscribersContext() {
        Flux.range(0, 10)
                .doOnNext(lines::log)
                .subscribeOn(scheduler)
                .publishOn(scheduler)
                .doOnNext(lines::log)
                .flatMap(i -> Mono.delay(Duration.ofMillis(1), scheduler).thenReturn(i))
                .doOnNext(lines::log)
                .blockLast(LONG);
        lines.assertAllHad("17", 30);
    }

    @Test
    void pipeline_withContextWritten_logsWithThat() {
        Flux.range(0, 10)
                .publishOn(scheduler)
                .doOnNext(lines::log)
                .subscribeOn(scheduler)
                .contextWrite(LogLines.inContext("18"))
                .blockLast(LONG);
        lines.assertAllHad("18", 10);
        assertThat(MDC.get(LogLines.KEY)).isEqualTo("17");
    }

    @Test
    void nextTask_ofTheSameWorker_meetsNothingOfTheLast() {
        Scheduler.Worker worker = scheduler.createWorker();
        AtomicReference<String> seen = new AtomicReference<>("nothing");
        CountDownLatch ran = new CountDownLatch(2);
        worker.schedule(() -> {
            lines.log("first");
            ran.countDown();
        });
        MDC.clear();
        worker.schedule(() -> {
            seen.set(MDC.get(LogLines.KEY));
            ran.countDown();
        });
        await(ran);
        assertThat(seen).hasNullValue();
        lines.assertAllHad("17", 1);
    }
}
