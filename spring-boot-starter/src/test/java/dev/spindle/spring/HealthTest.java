package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Up, down, or out of service. */
class HealthTest {

    private final ApplicationContextRunner contexts =
            Testing.contexts().withConfiguration(AutoConfigurations.of(SpindleHealthAutoConfiguration.class));

    private static void burnUntil(BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            Thread.onSpinWait();
        }
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
                    runtime.execute(() -> burnUntil(over::get));
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

    /** At every moment both Ps are held, but by one after the other. */
    @Test
    void health_ofABusyService_isUp() {
        contexts.withPropertyValues("spindle.parallelism=2", "spindle.health.stuck-after=600ms")
                .run(context -> {
                    GoRuntime runtime = context.getBean(GoRuntime.class);
                    GoroutinesHealthIndicator indicator = context.getBean(GoroutinesHealthIndicator.class);
                    AtomicInteger turns = new AtomicInteger();
                    for (int i = 0; i < 4; i++) {
                        runtime.execute(new Turn(runtime, turns));
                    }
                    AtomicBoolean wereStuck = new AtomicBoolean();
                    Testing.until("they had their turns", () -> {
                        wereStuck.compareAndSet(false, runtime.stats().stuckProcessors() >= 2);
                        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
                        return turns.get() >= Turn.ALL;
                    });
                    assertThat(wereStuck).isTrue();
                });
    }

    /** Computes for 50 ms, then lets the others have theirs before the next. */
    record Turn(GoRuntime runtime, AtomicInteger turns) implements Runnable {

        static final int ALL = 80;

        @Override
        public void run() {
            long start = System.nanoTime();
            burnUntil(() -> System.nanoTime() - start >= 50_000_000);
            if (turns.incrementAndGet() < ALL) {
                runtime.execute(this);
            }
        }
    }

    @Test
    void health_switchedOff_isNotThere() {
        contexts.withPropertyValues("management.health.goroutines.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(GoroutinesHealthIndicator.class));
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
