package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

class SpindleAutoConfigurationTest {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(SpindleAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

    @Test
    void context_withoutProperties_hasRuntimeSchedulerAndExecutor() {
        contexts.run(context -> {
            GoRuntime runtime = context.getBean(GoRuntime.class);
            assertThat(runtime.mode().name()).isEqualToIgnoringCase(System.getProperty("spindle.test.mode"));
            assertThat(runtime.name()).isEqualTo("spring");
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
    void executor_askedForByType_isSpringBoots() {
        contexts.run(
                context -> assertThat(context.getBeanProvider(Executor.class).getObject())
                        .isSameAs(context.getBean("applicationTaskExecutor")));
    }
}
