package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.reactor.GoMono;
import io.reactivex.rxjava3.core.Single;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.TaskExecutor;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The runtime and the beans on it: from which properties, and beside which beans of the application. */
class SpindleAutoConfigurationTest {

    private final ApplicationContextRunner contexts = Testing.contexts();

    /** Uses the runtime in the way in which a bean of an application does. */
    record Service(GoRuntime runtime, Scheduler scheduler, Executor executor) {}

    @Test
    void context_withoutProperties_hasRuntimeSchedulerAndExecutor() {
        contexts.run(context -> {
            GoRuntime runtime = context.getBean(GoRuntime.class);
            assertThat(runtime.mode().name()).isEqualToIgnoringCase(System.getProperty("spindle.test.mode"));
            assertThat(runtime.name()).isEqualTo("spring");
            assertThat(runtime.parallelism()).isEqualTo(Runtime.getRuntime().availableProcessors());
            Scheduler scheduler = context.getBean(Scheduler.class);
            assertThat(Mono.fromCallable(GoRuntime::current)
                            .subscribeOn(scheduler)
                            .block())
                    .isSameAs(runtime);
            assertThat(context.getBean(GoroutineTaskExecutor.class)
                            .submit(GoRuntime::current)
                            .get())
                    .isSameAs(runtime);
        });
    }

    @Test
    void rxJavaScheduler_withItsBridge_isThere() {
        contexts.withConfiguration(AutoConfigurations.of(SpindleRxJavaAutoConfiguration.class))
                .run(context -> {
                    var scheduler = context.getBean(io.reactivex.rxjava3.core.Scheduler.class);
                    assertThat(Single.fromCallable(GoRuntime::current)
                                    .subscribeOn(scheduler)
                                    .blockingGet())
                            .isSameAs(context.getBean(GoRuntime.class));
                });
    }

    @Test
    void executor_askedForByType_isSpringBoots() {
        contexts.withBean(Service.class).run(context -> {
            Object applicationTaskExecutor = context.getBean("applicationTaskExecutor");
            assertThat(context.getBean(Executor.class)).isSameAs(applicationTaskExecutor);
            assertThat(context.getBean(TaskExecutor.class)).isSameAs(applicationTaskExecutor);
            assertThat(context.getBean(Service.class).executor()).isSameAs(applicationTaskExecutor);
        });
    }

    @Test
    void scheduler_ofTheApplication_isPreferred() {
        Scheduler own = Schedulers.immediate();
        contexts.withBean("jdbcScheduler", Scheduler.class, () -> own)
                .withBean(Service.class)
                .run(context -> {
                    assertThat(context.getBean(Service.class).scheduler()).isSameAs(own);
                    assertThat(context).hasBean("goScheduler");
                });
    }

    @Test
    void runtime_ofTheApplication_standsInForOurs() {
        GoRuntime own = GoRuntime.builder().name("own").build();
        contexts.withBean(GoRuntime.class, () -> own).run(context -> {
            assertThat(context.getBean(GoRuntime.class)).isSameAs(own);
            assertThat(context).doesNotHaveBean(RuntimeOwner.class);
            assertThat(Mono.fromCallable(GoRuntime::current)
                            .subscribeOn(context.getBean(Scheduler.class))
                            .block())
                    .isSameAs(own);
        });
        assertThat(own.isClosed()).isTrue(); // by Spring, which knows close()
    }

    @Test
    void runtimes_severalOfTheApplication_haveNoSchedulerOfOurs() {
        contexts.withBean(
                        "a",
                        GoRuntime.class,
                        () -> GoRuntime.builder().name("a").build())
                .withBean(
                        "b",
                        GoRuntime.class,
                        () -> GoRuntime.builder().name("b").build())
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(Scheduler.class)
                        .doesNotHaveBean(GoroutineTaskExecutor.class));
    }

    @Test
    void properties_all_reachTheRuntime() {
        contexts.withPropertyValues(
                        "spindle.name=orders",
                        "spindle.parallelism=3",
                        "spindle.max-machines=7",
                        "spindle.spin=eco",
                        "spindle.mode=portable",
                        "spindle.machine-stack-size=1MB",
                        "spindle.record-origins=true",
                        "spindle.clean-task-threads=true",
                        "spindle.close-timeout=2s")
                .run(context -> {
                    GoRuntime runtime = context.getBean(GoRuntime.class);
                    assertThat(runtime.name()).isEqualTo("orders");
                    assertThat(runtime.parallelism()).isEqualTo(3);
                    assertThat(runtime.mode()).isEqualTo(GoRuntime.Mode.PORTABLE);
                    assertThat(runtime.modeReason()).isEqualTo("portable mode was asked for");
                    CountDownLatch held = new CountDownLatch(1);
                    runtime.go(() -> Testing.await(held));
                    Testing.until(
                            "the dump tells the origin", () -> runtime.dump().contains("created by "));
                    held.countDown();
                });
    }

    @Test
    void cleanTaskThreads_inNativeMode_keepNothingOfTheTaskBefore() {
        Assumptions.assumeFalse(Testing.isPortable());
        contexts.withPropertyValues("spindle.parallelism=1", "spindle.clean-task-threads=true")
                .run(context -> {
                    GoRuntime runtime = context.getBean(GoRuntime.class);
                    ThreadLocal<Integer> left = new ThreadLocal<>();
                    List<Integer> found = new CopyOnWriteArrayList<>();
                    CountDownLatch done = new CountDownLatch(10);
                    for (int i = 0; i < 10; i++) {
                        int number = i;
                        runtime.execute(() -> {
                            if (left.get() != null) {
                                found.add(left.get());
                            }
                            left.set(number);
                            done.countDown();
                        });
                    }
                    Testing.await(done);
                    assertThat(found).isEmpty();
                });
    }

    @Test
    void maxMachines_belowTheProcessors_boundTheParallelism() {
        contexts.withPropertyValues("spindle.max-machines=1")
                .run(context -> assertThat(context.getBean(GoRuntime.class).parallelism())
                        .isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource({
        "spindle.parallelism=0,             parallelism must be from 1",
        "spindle.parallelism=513,           above spindle.max-machines",
        "spindle.max-machines=0,            maxMachines must be from 1",
        "spindle.name=,                     name must not be blank",
        "spindle.machine-stack-size=1KB,    must be at least 262144",
        "spindle.close-timeout=-1s,         must not be negative",
    })
    void property_outOfRange_failsTheStartAndIsNamed(String property, String reason) {
        contexts.withPropertyValues(property).run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(reason);
            assertThat(context.getStartupFailure())
                    .satisfies(failure ->
                            assertThat(invalidValue(failure)).isEqualTo(property.substring(0, property.indexOf('='))));
        });
    }

    /** The property that Spring Boot's report of a failed start names. */
    private static String invalidValue(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof InvalidConfigurationPropertyValueException invalid) {
                return invalid.getName();
            }
        }
        throw new AssertionError("no property is named", failure);
    }

    @ParameterizedTest
    @CsvSource({"spindle.spin=fast", "spindle.mode=fiber", "spindle.parallelism=many", "spindle.close-timeout=soon"})
    void property_notOfItsType_failsTheStart(String property) {
        contexts.withPropertyValues(property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(property.substring(property.indexOf('=') + 1)));
    }

    @Test
    void customizer_afterTheProperties_hasTheLastWord() {
        AtomicReference<Throwable> uncaught = new AtomicReference<>();
        contexts.withPropertyValues("spindle.name=orders")
                .withBean(
                        GoRuntimeCustomizer.class,
                        () -> builder ->
                                builder.name("custom").uncaughtHandler((thread, failure) -> uncaught.set(failure)))
                .run(context -> {
                    GoRuntime runtime = context.getBean(GoRuntime.class);
                    assertThat(runtime.name()).isEqualTo("custom");
                    IllegalStateException failure = new IllegalStateException("on purpose");
                    runtime.execute(() -> {
                        throw failure;
                    });
                    Testing.until("it was reported", () -> uncaught.get() == failure);
                });
    }

    @Test
    void runtime_whileItsContextIsOpen_isTheDefault() {
        contexts.run(first -> {
            assertThat(GoRuntime.current()).isSameAs(first.getBean(GoRuntime.class));
            contexts.run(second -> {
                assertThat(GoRuntime.current()).isSameAs(second.getBean(GoRuntime.class));
                assertThat(GoMono.of(GoRuntime::current).block()).isSameAs(second.getBean(GoRuntime.class));
            });
            assertThat(GoRuntime.current()).isSameAs(first.getBean(GoRuntime.class));
        });
        assertThat(GoRuntime.current()).isSameAs(GoRuntime.shared());
    }

    @Test
    void runtime_withLazyInitialization_isTheDefault() {
        contexts.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> assertThat(GoRuntime.current())
                        .isNotSameAs(GoRuntime.shared())
                        .isSameAs(context.getBean(GoRuntime.class)));
    }

    @Test
    void runtime_unlessWanted_isNotTheDefault() {
        contexts.withPropertyValues("spindle.default-runtime=false")
                .run(context -> assertThat(GoRuntime.current()).isSameAs(GoRuntime.shared()));
    }

    @Test
    void scheduler_atTheEnd_isDisposedOf() {
        AtomicReference<Scheduler> scheduler = new AtomicReference<>();
        contexts.run(context -> scheduler.set(context.getBean(Scheduler.class)));
        assertThat(scheduler.get().isDisposed()).isTrue();
    }
}
