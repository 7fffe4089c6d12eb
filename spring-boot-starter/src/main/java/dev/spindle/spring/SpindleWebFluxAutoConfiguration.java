package dev.spindle.spring;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * Controller methods of WebFlux that return no reactive type run on goroutines, where they may block; and whatever runs them, they find the
 * Reactor context of their request.
 */
@AutoConfiguration(after = SpindleAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(WebFluxConfigurer.class)
public final class SpindleWebFluxAutoConfiguration {

    SpindleWebFluxAutoConfiguration() {}

    /** After Spring Boot's own, which may have set an executor of virtual threads: the last one counts. */
    @Bean
    @ConditionalOnMissingBean(name = "goBlockingHandlers")
    @ConditionalOnBean(name = SpindleAutoConfiguration.TASK_EXECUTOR)
    @ConditionalOnBooleanProperty(name = "spindle.blocking-handlers", matchIfMissing = true)
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebFluxConfigurer goBlockingHandlers(
            @Qualifier(SpindleAutoConfiguration.TASK_EXECUTOR) AsyncTaskExecutor taskExecutor) {
        return new WebFluxConfigurer() {
            @Override
            public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
                configurer.setExecutor(taskExecutor);
            }
        };
    }

    @Bean
    @ConditionalOnMissingBean(name = "goReactorContextFilter")
    @ConditionalOnClass(name = "io.micrometer.context.ContextRegistry")
    @ConditionalOnBooleanProperty(name = "spindle.context-propagation.enabled", matchIfMissing = true)
    ReactorContextFilter goReactorContextFilter() {
        return new ReactorContextFilter();
    }
}
