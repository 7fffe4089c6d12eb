package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.RuntimeStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Up, down, or out of service. */
class HealthTest {

    private final ApplicationContextRunner contexts =
            Testing.contexts().withConfiguration(AutoConfigurations.of(SpindleHealthAutoConfiguration.class));

    private final AtomicInteger stuck = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // clocks may overflow

    private final StuckWatch watch = new StuckWatch(
            () -> new RuntimeStats(2, 4, 0, stuck.get(), 4, 0, 0, 0, List.of(), 0, 0, 0, 0, 0, 0, 0, 0),
            Duration.ofNanos(10),
            nanos::get);

    private void lookAfter(int passed, int nowStuck) {
        nanos.addAndGet(passed);
        stuck.set(nowStuck);
        watch.look();
    }

    @Test
    void watch_whileFewerThanTheParallelismAreStuck_isPatient() {
        lookAfter(0, 1);
        lookAfter(100, 1);
        assertThat(watch.isOverdue()).isFalse();
    }

    @Test
    void watch_whileAllStayStuck_isOverdueAfterItsPatience() {
        lookAfter(0, 2);
        lookAfter(9, 3);
        assertThat(watch.isOverdue()).isFalse();
        nanos.incrementAndGet();
        assertThat(watch.isOverdue()).isTrue();
        lookAfter(50, 0);
        assertThat(watch.isOverdue()).isFalse();
    }

    @Test
    void watch_whenSomeCameBackInBetween_beginsAgain() {
        lookAfter(0, 2);
        lookAfter(9, 1);
        lookAfter(1, 2);
        assertThat(watch.isOverdue()).isFalse();
        lookAfter(10, 2);
        assertThat(watch.isOverdue()).isTrue();
    }

    @Test
    void health_ofAFreshRuntime_isUpWithDetails() {
        contexts.run(context -> {
            var health = context.getBean(GoroutinesHealthIndicator.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails())
                    .containsEntry("runtime", "spring")
                    .containsEntry("mode", System.getProperty("spindle.test.mode"))
                    .containsEntry("stuckProcessors", 0)
                    .containsKeys("parallelism", "machines", "goroutines");
        });
    }

    @Test
    void health_ofAClosedRuntime_isDown() {
        contexts.run(context -> {
            context.getBean(GoRuntime.class).close();
            var health = context.getBean(GoroutinesHealthIndicator.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsEntry("reason", "the runtime is closed");
        });
    }

    @Test
    void health_besideAHogOnEveryP_isOutOfServiceUntilItEnds() {
        contexts.withPropertyValues("spindle.parallelism=1", "spindle.health.stuck-after=100ms")
                .run(context -> {
                    GoRuntime runtime = context.getBean(GoRuntime.class);
                    GoroutinesHealthIndicator indicator = context.getBean(GoroutinesHealthIndicator.class);
                    AtomicBoolean over = new AtomicBoolean();
                    runtime.execute(() -> {
                        while (!over.get()) {
                            Thread.onSpinWait();
                        }
                    });
                    runtime.execute(() -> {}); // wants the P that is held
                    Testing.until(
                            "it is out of service",
                            () -> indicator.health().getStatus().equals(Status.OUT_OF_SERVICE));
                    over.set(true);
                    Testing.until(
                            "it is up again",
                            () -> indicator.health().getStatus().equals(Status.UP));
                });
    }

    @Test
    void health_switchedOff_isNotThere() {
        contexts.withPropertyValues("management.health.goroutines.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(GoroutinesHealthIndicator.class)
                        .doesNotHaveBean(StuckWatch.class));
    }

    @Test
    void health_withAnImpossiblePatience_failsTheStart() {
        contexts.withPropertyValues("spindle.health.stuck-after=0s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("spindle.health.stuck-after"));
    }
}
