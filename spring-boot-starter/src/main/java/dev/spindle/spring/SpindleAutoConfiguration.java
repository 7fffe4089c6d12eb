package dev.spindle.spring;

import dev.spindle.GoRuntime;
import dev.spindle.reactor.GoSchedulers;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import reactor.core.scheduler.Scheduler;

/**
 * A {@link GoRuntime} and what runs on it: a Reactor {@link Scheduler} and a {@link GoroutineTaskExecutor}.
 *
 * <p>They come after Spring Boot's {@code applicationTaskExecutor} and do not stand in for it: the runtime, which is an
 * {@code Executor}, and the scheduler give way to the application's beans of such types, and the task executor is found by its name.
 */
@AutoConfiguration(after = TaskExecutionAutoConfiguration.class)
@EnableConfigurationProperties(SpindleProperties.class)
public final class SpindleAutoConfiguration {

    /** The name of the task executor bean. */
    public static final String TASK_EXECUTOR = "goTaskExecutor";

    SpindleAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(GoRuntime.class)
    static class RuntimeConfiguration {

        /** What Spring Boot waits for in each phase of a shutdown, and by default for how long. */
        private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

        private static final Duration PHASE_TIMEOUT_DEFAULT = Duration.ofSeconds(30);

        @Bean
        RuntimeOwner goRuntimeOwner(
                SpindleProperties properties,
                ObjectProvider<GoRuntimeCustomizer> customizers,
                Environment environment) {
            Duration phase =
                    Binder.get(environment).bind(PHASE_TIMEOUT, Duration.class).orElse(PHASE_TIMEOUT_DEFAULT);
            return new RuntimeOwner(properties, customizers.orderedStream(), phase);
        }

        @Bean(destroyMethod = "") // the owner closes it
        @Fallback
        GoRuntime goRuntime(RuntimeOwner owner) {
            return owner.runtime();
        }
    }

    @Bean(destroyMethod = "dispose")
    @Fallback
    @ConditionalOnSingleCandidate(GoRuntime.class)
    @ConditionalOnMissingBean(name = "goScheduler")
    Scheduler goScheduler(GoRuntime runtime) {
        return GoSchedulers.from(runtime);
    }

    @Bean(name = TASK_EXECUTOR, defaultCandidate = false)
    @Fallback
    @ConditionalOnSingleCandidate(GoRuntime.class)
    @ConditionalOnMissingBean(name = TASK_EXECUTOR)
    GoroutineTaskExecutor goTaskExecutor(GoRuntime runtime, ObjectProvider<TaskDecorator> decorators) {
        List<TaskDecorator> all = decorators.orderedStream().toList();
        return new GoroutineTaskExecutor(runtime, new CompositeTaskDecorator(all));
    }
}
