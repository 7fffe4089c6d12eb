package dev.spindle.spring;

import dev.spindle.GoRuntime;
import dev.spindle.RuntimeStats;
import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Down when the runtime is closed or about to be, out of service while as many Ps as the parallelism have been stuck for long, each of
 * them. That many which are stuck for a moment, again and again, say no more than that the service is busy.
 */
final class GoroutinesHealthIndicator extends AbstractHealthIndicator {

    private final GoRuntime runtime;
    private final Duration patience;

    GoroutinesHealthIndicator(GoRuntime runtime, Duration patience) {
        super("the health of the runtime " + runtime.name() + " could not be told");
        this.runtime = runtime;
        this.patience = patience;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        RuntimeStats stats = runtime.stats();
        if (runtime.isClosed()) {
            health.down().withDetail("reason", "the runtime is closed");
        } else if (runtime.stuckProcessors(patience) >= runtime.parallelism()) {
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
