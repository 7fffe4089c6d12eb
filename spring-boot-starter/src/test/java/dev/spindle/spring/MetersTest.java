package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Which runtimes are measured. */
class MetersTest {

    private final ApplicationContextRunner contexts =
            Testing.contexts().withConfiguration(AutoConfigurations.of(SpindleMetricsAutoConfiguration.class));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private double parallelism(String runtime) {
        return registry.get("spindle.parallelism")
                .tag("runtime", runtime)
                .gauge()
                .value();
    }

    @Test
    void meters_ofTheRuntime_areBound() {
        contexts.withPropertyValues("spindle.parallelism=3").run(context -> {
            context.getBean(MeterBinder.class).bindTo(registry);
            assertThat(parallelism("spring")).isEqualTo(3);
            assertThat(registry.find("spindle.parallelism").gauges()).hasSize(1);
        });
    }

    @Test
    void meters_ofTheSharedRuntime_areBoundWhereReactorRunsOnIt() {
        contexts.withPropertyValues("spindle.replace-reactor-schedulers=true").run(context -> {
            context.getBean(MeterBinder.class).bindTo(registry);
            assertThat(parallelism(GoRuntime.shared().name()))
                    .isEqualTo(GoRuntime.shared().parallelism());
            assertThat(registry.find("spindle.parallelism").gauges()).hasSize(2);
        });
    }

    @Test
    void meters_ofSeveralRuntimes_areBound() {
        contexts.withBean(
                        "a",
                        GoRuntime.class,
                        () -> GoRuntime.builder().name("a").parallelism(1).build())
                .withBean(
                        "b",
                        GoRuntime.class,
                        () -> GoRuntime.builder().name("b").parallelism(2).build())
                .run(context -> {
                    context.getBean(MeterBinder.class).bindTo(registry);
                    assertThat(parallelism("a")).isEqualTo(1);
                    assertThat(parallelism("b")).isEqualTo(2);
                });
    }

    @Test
    void meters_ofRuntimesOfOneName_haveNumbers() {
        contexts.withBean(
                        "a",
                        GoRuntime.class,
                        () -> GoRuntime.builder().parallelism(1).build())
                .withBean(
                        "b",
                        GoRuntime.class,
                        () -> GoRuntime.builder().parallelism(2).build())
                .run(context -> {
                    context.getBean(MeterBinder.class).bindTo(registry);
                    String name = context.getBean("a", GoRuntime.class).name();
                    assertThat(name)
                            .isEqualTo(context.getBean("b", GoRuntime.class).name());
                    assertThat(parallelism(name) + parallelism(name + "-2")).isEqualTo(3);
                });
    }
}
