package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.rxjava.GoRxSchedulers;
import io.micrometer.context.ContextRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.security.core.context.SecurityContextHolderThreadLocalAccessor;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.server.HttpServerResponse;

/** An application starts without any of what the starter can do without. */
class OptionalDependenciesTest {

    private static final List<String> OPTIONAL = List.of(
            "goRxScheduler",
            "goBlockingHandlers",
            "goReactorContextFilter",
            "goStreamFilter",
            "goRuntimeMeters",
            "goroutinesHealthIndicator",
            "goroutinesEndpoint",
            "goMdcAccessors",
            "goSecurityContextFilter");

    private final ReactiveWebApplicationContextRunner contexts = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TaskExecutionAutoConfiguration.class,
                    SpindleAutoConfiguration.class,
                    SpindleRxJavaAutoConfiguration.class,
                    SpindleWebFluxAutoConfiguration.class,
                    SpindleNettyAutoConfiguration.class,
                    SpindleContextPropagationAutoConfiguration.class,
                    SpindleSecurityAutoConfiguration.class,
                    SpindleMetricsAutoConfiguration.class,
                    SpindleHealthAutoConfiguration.class,
                    SpindleEndpointAutoConfiguration.class))
            .withPropertyValues("management.endpoints.web.exposure.include=goroutines");

    static Stream<Arguments> missing() {
        return Stream.of(
                Arguments.of(GoRxSchedulers.class, List.of("goRxScheduler")),
                Arguments.of(io.reactivex.rxjava3.core.Scheduler.class, List.of("goRxScheduler")),
                Arguments.of(WebFluxConfigurer.class, List.of("goBlockingHandlers", "goReactorContextFilter")),
                Arguments.of(HttpServerResponse.class, List.of("goStreamFilter")),
                Arguments.of(MeterBinder.class, List.of("goRuntimeMeters")),
                Arguments.of(Health.class, List.of("goroutinesHealthIndicator")),
                Arguments.of(ConditionalOnEnabledHealthIndicator.class, List.of("goroutinesHealthIndicator")),
                Arguments.of(Endpoint.class, List.of("goroutinesEndpoint")),
                Arguments.of(ConditionalOnAvailableEndpoint.class, List.of("goroutinesEndpoint")),
                Arguments.of(
                        ContextRegistry.class,
                        List.of("goMdcAccessors", "goReactorContextFilter", "goSecurityContextFilter")),
                Arguments.of(SecurityContextHolderThreadLocalAccessor.class, List.of("goSecurityContextFilter")),
                Arguments.of(MDC.class, List.of("goMdcAccessors")));
    }

    @Test
    void context_withEverything_hasAll() {
        contexts.run(context -> assertThat(context.getBeanDefinitionNames()).containsAll(OPTIONAL));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void context_withoutOne_hasAllButWhatNeedsIt(Class<?> missing, List<String> beans) {
        contexts.withClassLoader(new FilteredClassLoader(missing)).run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(GoRuntime.class).hasSingleBean(Scheduler.class);
            assertThat(context.getBeanDefinitionNames())
                    .doesNotContainAnyElementsOf(beans)
                    .containsAll(OPTIONAL.stream()
                            .filter(name -> !beans.contains(name))
                            .toList());
        });
    }

    static Stream<String> names() {
        return Stream.concat(Stream.of("goScheduler", SpindleAutoConfiguration.TASK_EXECUTOR), OPTIONAL.stream());
    }

    @ParameterizedTest
    @MethodSource("names")
    void bean_ofTheApplicationByOneOfTheseNames_standsInForOurs(String name) {
        Object own = name.equals(SpindleAutoConfiguration.TASK_EXECUTOR)
                ? new SimpleAsyncTaskExecutor()
                : "the application's own";
        contexts.withBean(name, Object.class, () -> own).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(name)).isSameAs(own);
        });
    }

    @Test
    void contextPropagation_switchedOff_isNotThere() {
        contexts.withPropertyValues("spindle.context-propagation.enabled=false")
                .run(context -> assertThat(context.getBeanDefinitionNames())
                        .doesNotContain("goMdcAccessors", "goReactorContextFilter", "goSecurityContextFilter"));
    }

    @Test
    void blockingHandlers_switchedOff_leaveTheReactorContextToHandlers() {
        contexts.withPropertyValues("spindle.blocking-handlers=false")
                .run(context -> assertThat(context.getBeanDefinitionNames())
                        .doesNotContain("goBlockingHandlers")
                        .contains("goReactorContextFilter"));
    }

    @Test
    void context_withoutAny_hasTheRuntime() {
        Class<?>[] all =
                missing().map(arguments -> (Class<?>) arguments.get()[0]).toArray(Class<?>[]::new);
        contexts.withClassLoader(new FilteredClassLoader(all)).run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(GoRuntime.class)
                    .hasSingleBean(Scheduler.class)
                    .hasSingleBean(GoroutineTaskExecutor.class);
            assertThat(context.getBeanDefinitionNames()).doesNotContainAnyElementsOf(OPTIONAL);
        });
    }
}
