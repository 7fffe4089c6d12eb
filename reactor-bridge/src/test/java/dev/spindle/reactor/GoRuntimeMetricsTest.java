package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.await;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.observability.micrometer.Micrometer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

class GoRuntimeMetricsTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("measured").parallelism(2).build();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        registry.close();
        runtime.close();
    }

    private double gauge(String name) {
        return registry.get("spindle." + name)
                .tag("runtime", "measured")
                .gauge()
                .value();
    }

    @Test
    void bindTo_givesAGaugeOrCounterForEachNumber() {
        new GoRuntimeMetrics(runtime).bindTo(registry);
        assertThat(registry.getMeters()).hasSize(17).allSatisfy(meter -> {
            assertThat(meter.getId().getName()).startsWith("spindle.");
            assertThat(meter.getId().getTags()).containsExactly(Tag.of("runtime", "measured"));
            assertThat(meter.getId().getDescription()).isNotEmpty();
        });
        assertThat(registry.getMeters().stream().filter(FunctionCounter.class::isInstance))
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrder("spindle.spawned", "spindle.steals");
        assertThat(registry.getMeters().stream().filter(Gauge.class::isInstance))
                .hasSize(15);
    }

    @Test
    void meters_followTheRuntime() {
        new GoRuntimeMetrics(runtime).bindTo(registry);
        assertThat(gauge("parallelism")).isEqualTo(2);
        runtime.parallelism(3);
        assertThat(gauge("parallelism")).isEqualTo(3);
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < 100; i++) {
            runtime.go(() -> await(gate));
        }
        assertThat(gauge("goroutines")).isEqualTo(100);
        awaitUntil(() -> gauge("goroutines.waiting") == 100);
        assertThat(registry.get("spindle.spawned").functionCounter().count()).isEqualTo(100);
        runtime.schedule(() -> {}, 1, TimeUnit.DAYS);
        // The goroutines wait with a timeout, in native mode on timers of the runtime.
        assertThat(gauge("timers")).isEqualTo(runtime.stats().timers()).isPositive();
        gate.countDown();
        awaitUntil(() -> gauge("goroutines") == 0);
    }

    @Test
    void timedScheduler_overOurs_countsTasks() {
        Scheduler scheduler = GoSchedulers.from(runtime);
        Scheduler timed = Micrometer.timedScheduler(scheduler, registry, "ours");
        List<Integer> all = Flux.range(0, 100)
                .publishOn(timed, 1)
                .flatMap(i -> Mono.just(i).delayElement(Duration.ofNanos(1), timed))
                .collectList()
                .block(LONG);
        assertThat(all).hasSize(100);
        awaitUntil(() -> registry.get("ours.scheduler.tasks.completed").timer().count() >= 101);
        timed.dispose();
        assertThat(scheduler.isDisposed()).isTrue();
    }

    @Test
    void meters_whateverRuns_stayTheSame() {
        new GoRuntimeMetrics(runtime).bindTo(registry);
        int meters = registry.getMeters().size();
        CountDownLatch ran = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            runtime.go("named " + i, ran::countDown);
        }
        await(ran);
        assertThat(registry.getMeters()).hasSize(meters);
    }
}
