package dev.spindle.spring;

import io.micrometer.context.ContextRegistry;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The logging context travels with the Reactor context, as far as {@code spindle.context-propagation.mdc-keys} says. */
@AutoConfiguration
@ConditionalOnClass({ContextRegistry.class, MDC.class})
@ConditionalOnBooleanProperty(name = "spindle.context-propagation.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SpindleProperties.class)
public final class SpindleContextPropagationAutoConfiguration {

    SpindleContextPropagationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "goMdcAccessors")
    @Lazy(false) // nobody asks for it
    MdcAccessors goMdcAccessors(SpindleProperties properties) {
        return new MdcAccessors(properties.contextPropagation().mdcKeys());
    }
}
