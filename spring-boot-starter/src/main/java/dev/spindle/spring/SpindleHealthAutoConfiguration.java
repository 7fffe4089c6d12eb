package dev.spindle.spring;

import dev.spindle.GoRuntime;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.Bean;

/** The health contributor {@code goroutines}. */
@AutoConfiguration(
        after = SpindleAutoConfiguration.class,
        beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass({Health.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("goroutines")
@ConditionalOnSingleCandidate(GoRuntime.class)
@ConditionalOnMissingBean(name = "goroutinesHealthIndicator")
@EnableConfigurationProperties(SpindleProperties.class)
public final class SpindleHealthAutoConfiguration {

    SpindleHealthAutoConfiguration() {}

    @Bean
    GoroutinesHealthIndicator goroutinesHealthIndicator(GoRuntime runtime, SpindleProperties properties) {
        var patience = properties.health().stuckAfter();
        if (!patience.isPositive()) {
            throw new InvalidConfigurationPropertyValueException(
                    "spindle.health.stuck-after", patience, "it must be longer than nothing");
        }
        return new GoroutinesHealthIndicator(runtime, patience);
    }
}
