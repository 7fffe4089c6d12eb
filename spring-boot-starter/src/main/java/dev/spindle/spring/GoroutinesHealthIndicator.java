package dev.spindle.spring;

import dev.spindle.GoRuntime;
import dev.spindle.RuntimeStats;
import java.util.Locale;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down when the runtime is closed or about to be, out of service while all its Ps stay stuck. */
final class GoroutinesHealthIndicator extends AbstractHealthIndicator {

    private final GoRuntime runtime;
    private final StuckWatch watch;

    GoroutinesHealthIndicator(GoRuntime runtime, StuckWatch watch) {
        super("the health of the runtime " + runtime.name() + " could not be told");
        this.runtime = runtime;
        this.watch = watch;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        RuntimeStats stats = runtime.stats();
        if (runtime.isClosed()) {
            health.down().withDetail("reason", "the runtime is closed");
        } else if (watch.isOverdue()) {
            health.outOfService().withDetail("reason", "as many Ps as the parallelism stay stuck");
        } else {
            health.up();
        }
        health.withDetail("runtime", runtime.name())
                .withDetail("mode", runtime.mode().name().toLowerCase(Locale.ROOT))
                .withDetail("parallelism", stats.parallelism())
                .withDetail("stuckProcessors", stats.stuckProcessors())
                .withDetail("machines", stats.machines())
                .withDetail("goroutines", stats.goroutines());
    }
}
