package dev.spindle.spring;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Where Micrometer's context propagation is on the class path, {@code spring.reactor.context-propagation} is {@code auto} unless somebody
 * sets it.
 *
 * <p>With its own default, {@code limited}, a blocking handler would miss the security context and the logging context: Spring hands it
 * over from an event loop, whose thread locals are empty, and only Reactor's hook puts on what the Reactor context has.
 */
final class ContextPropagationDefault implements EnvironmentPostProcessor, Ordered {

    private static final String ENABLED = SpindleProperties.PREFIX + ".context-propagation.enabled";
    private static final String SOURCE = "spindleDefaults";

    ContextPropagationDefault() {}

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        ClassLoader loader = application.getClassLoader();
        if (ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory", loader)
                && Binder.get(environment).bind(ENABLED, Boolean.class).orElse(true)) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(SOURCE, Map.of("spring.reactor.context-propagation", "auto")));
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
