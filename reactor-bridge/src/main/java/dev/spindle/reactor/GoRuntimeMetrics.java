package dev.spindle.reactor;

import dev.spindle.GoRuntime;
import dev.spindle.RuntimeStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * {@link RuntimeStats} as Micrometer meters: {@code spindle.*}, with the name of the runtime as the only tag, so that their number
 * does not depend on what runs. Needs {@code micrometer-core} on the class path.
 *
 * <p>A registry does not keep the runtime alive. A closed runtime goes on to tell its last numbers.
 */
@SuppressWarnings("exports") // only who has the optional library uses this
public final class GoRuntimeMetrics implements MeterBinder {

    private final GoRuntime runtime;
    private final String name;

    /**
     * Meters for a runtime, under its name.
     *
     * @param runtime what to measure
     */
    public GoRuntimeMetrics(GoRuntime runtime) {
        this(runtime, runtime.name());
    }

    /**
     * Meters for a runtime. A registry takes those of one runtime only for each name.
     *
     * @param runtime what to measure
     * @param name the value of the tag {@code runtime}
     */
    public GoRuntimeMetrics(GoRuntime runtime, String name) {
        this.runtime = Objects.requireNonNull(runtime, "runtime");
        this.name = Objects.requireNonNull(name, "name");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "parallelism", "processors", "Ps that make progress at once", RuntimeStats::parallelism);
        gauge(registry, "processors", "processors", "Ps, surplus ones included", RuntimeStats::processors);
        gauge(registry, "processors.idle", "processors", "Ps without work", RuntimeStats::idleProcessors);
        gauge(
                registry,
                "processors.stuck",
                "processors",
                "Ps held by code that does not come back",
                RuntimeStats::stuckProcessors);
        gauge(registry, "machines", "threads", "carrier threads", RuntimeStats::machines);
        gauge(registry, "machines.idle", "threads", "carrier threads asleep", RuntimeStats::idleMachines);
        gauge(
                registry,
                "machines.spinning",
                "threads",
                "carrier threads looking for work",
                RuntimeStats::spinningMachines);
        gauge(registry, "queue.global", "goroutines", "runnable, in the global queue", RuntimeStats::globalQueue);
        gauge(registry, "queue.local", "goroutines", "runnable, on all Ps", GoRuntimeMetrics::localQueue);
        gauge(registry, "timers", "timers", "armed timers", RuntimeStats::timers);
        gauge(registry, "hosts", "threads", "virtual threads that run goroutines", RuntimeStats::hosts);
        gauge(registry, "goroutines", "goroutines", "started and not ended", RuntimeStats::goroutines);
        gauge(registry, "goroutines.running", "goroutines", "on a P", RuntimeStats::running);
        gauge(registry, "goroutines.runnable", "goroutines", "waiting for a P", RuntimeStats::runnable);
        gauge(registry, "goroutines.waiting", "goroutines", "parked", RuntimeStats::waiting);
        counter(registry, "spawned", "goroutines", "goroutines and tasks ever started", RuntimeStats::spawned);
        counter(registry, "steals", "steals", "times that a P took work from another", RuntimeStats::steals);
    }

    private static double localQueue(RuntimeStats stats) {
        return stats.localQueues().stream().mapToInt(Integer::intValue).sum();
    }

    private void gauge(
            MeterRegistry registry, String name, String unit, String text, ToDoubleFunction<RuntimeStats> number) {
        Gauge.builder("spindle." + name, runtime, of -> number.applyAsDouble(of.stats()))
                .description(text)
                .baseUnit(unit)
                .tags(tags())
                .register(registry);
    }

    private void counter(
            MeterRegistry registry, String name, String unit, String text, ToDoubleFunction<RuntimeStats> number) {
        FunctionCounter.builder("spindle." + name, runtime, of -> number.applyAsDouble(of.stats()))
                .description(text)
                .baseUnit(unit)
                .tags(tags())
                .register(registry);
    }

    private Tags tags() {
        return Tags.of("runtime", name);
    }
}
