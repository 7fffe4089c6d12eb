package dev.spindle.spring;

import io.micrometer.context.ContextRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.context.SecurityContextHolderThreadLocalAccessor;
import org.springframework.web.server.WebFilter;

/** {@code SecurityContextHolder} knows the user of a WebFlux request in blocking handlers and in goroutines. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({SecurityContextHolderThreadLocalAccessor.class, ContextRegistry.class, WebFilter.class})
@ConditionalOnBooleanProperty(name = "spindle.context-propagation.enabled", matchIfMissing = true)
public final class SpindleSecurityAutoConfiguration {

    SpindleSecurityAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "goSecurityContextFilter")
    SecurityContextFilter goSecurityContextFilter() {
        return new SecurityContextFilter();
    }
}
