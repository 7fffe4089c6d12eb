package dev.spindle.spring;

import dev.spindle.GoRuntime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The actuator endpoint {@code goroutines}. */
@AutoConfiguration(after = SpindleAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(GoroutinesEndpoint.class)
@ConditionalOnBean(GoRuntime.class)
@EnableConfigurationProperties(SpindleProperties.class)
public final class SpindleEndpointAutoConfiguration {

    SpindleEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "goroutinesEndpoint")
    GoroutinesEndpoint goroutinesEndpoint(ObjectProvider<GoRuntime> runtimes, SpindleProperties properties) {
        return new GoroutinesEndpoint(ObservedRuntimes.of(runtimes, properties));
    }
}
