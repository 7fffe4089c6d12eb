package dev.spindle.spring;

import dev.spindle.GoRuntime;
import dev.spindle.reactor.GoRuntimeMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Meters {@code spindle.*} of each runtime bean, and of the shared one where Reactor's schedulers run on it. */
@AutoConfiguration(after = SpindleAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(GoRuntime.class)
@EnableConfigurationProperties(SpindleProperties.class)
public final class SpindleMetricsAutoConfiguration {

    SpindleMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "goRuntimeMeters")
    MeterBinder goRuntimeMeters(ObjectProvider<GoRuntime> runtimes, SpindleProperties properties) {
        Map<String, GoRuntime> all = ObservedRuntimes.of(runtimes, properties);
        return registry -> all.forEach((name, runtime) -> new GoRuntimeMetrics(runtime, name).bindTo(registry));
    }
}
