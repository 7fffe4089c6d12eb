package dev.spindle.spring;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Where Micrometer's context propagation is on the class path, {@code spring.reactor.context-propagation} is {@code auto} unless somebody
 * sets it, be it among the application's own default properties or later, by a {@code @PropertySource}.
 *
 * <p>With its own default, {@code limited}, a blocking handler would miss the security context and the logging context: Spring hands it
 * over from an event loop, whose thread locals are empty, and only Reactor's hook puts on what the Reactor context has.
 */
final class ContextPropagationDefault implements EnvironmentPostProcessor, Ordered {

    private static final String ENABLED = SpindleProperties.PREFIX + ".context-propagation.enabled";
    private static final String MODE = "spring.reactor.context-propagation";

    ContextPropagationDefault() {}

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        ClassLoader loader = application.getClassLoader();
        if (ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory", loader)
                && !environment.containsProperty(MODE)
                && Binder.get(environment).bind(ENABLED, Boolean.class).orElse(true)) {
            DefaultPropertiesPropertySource.addOrMerge(Map.of(MODE, "auto"), environment.getPropertySources());
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
