package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import reactor.util.context.Context;

/** Spring Boot's default for context propagation, and the keys of the logging context. */
class ContextPropagationTest {

    private static final String MODE = "spring.reactor.context-propagation";

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SpindleContextPropagationAutoConfiguration.class))
            .withPropertyValues("spindle.context-propagation.mdc-keys=tenant,request");

    private static String modeWith(ClassLoader loader, java.util.Map<String, Object> set) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", set));
        new ContextPropagationDefault()
                .postProcessEnvironment(environment, new SpringApplication(new DefaultResourceLoader(loader)));
        return environment.getProperty(MODE);
    }

    private static boolean has(String key) {
        return ContextRegistry.getInstance().getThreadLocalAccessors().stream()
                .anyMatch(accessor -> accessor.key().equals(key));
    }

    @Test
    void mode_unlessSet_isAuto() {
        ClassLoader all = getClass().getClassLoader();
        assertThat(modeWith(all, java.util.Map.of())).isEqualTo("auto");
        assertThat(modeWith(all, java.util.Map.of(MODE, "limited"))).isEqualTo("limited");
        assertThat(modeWith(all, java.util.Map.of("spindle.context-propagation.enabled", "false")))
                .isNull();
        assertThat(modeWith(new FilteredClassLoader("io.micrometer.context"), java.util.Map.of()))
                .isNull();
    }

    @Test
    void mode_amongTheDefaultsOfTheApplication_isTheirs() {
        for (String mode : List.of("limited", "auto")) {
            SpringApplication application = new SpringApplication(Object.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            application.setDefaultProperties(java.util.Map.of(MODE, mode));
            try (ConfigurableApplicationContext context = application.run()) {
                assertThat(context.getEnvironment().getProperty(MODE)).isEqualTo(mode);
            }
        }
    }

    @Test
    void mdcKeys_ofTwoContexts_stayUntilTheLastCloses() {
        contexts.run(first -> {
            contexts.run(second -> assertThat(has("tenant")).isTrue());
            assertThat(has("tenant")).isTrue();
            assertThat(has("request")).isTrue();
        });
        assertThat(has("tenant")).isFalse();
        assertThat(has("request")).isFalse();
    }

    @Test
    void mdcKeys_withLazyInitialization_areCarried() {
        contexts.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> assertThat(has("tenant")).isTrue());
    }

    @Test
    void mdcKeys_thatSomebodyElseCarries_areLeftToThem() {
        ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", new ThreadLocal<String>());
        try {
            contexts.run(context -> assertThat(has("request")).isTrue());
            assertThat(has("tenant")).isTrue();
        } finally {
            ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
        }
    }

    @Test
    void mdcKeys_switchedOff_areNotCarried() {
        contexts.withPropertyValues("spindle.context-propagation.enabled=false")
                .run(context -> assertThat(has("tenant")).isFalse());
    }

    @Test
    void mdcKeys_leftToSomebodyElseAtFirst_stayWithWhoTookThemLater() {
        ContextRegistry registry = ContextRegistry.getInstance();
        registry.registerThreadLocalAccessor("tenant", new ThreadLocal<String>());
        MdcAccessors first = new MdcAccessors(List.of("tenant"));
        registry.removeThreadLocalAccessor("tenant");
        MdcAccessors second = new MdcAccessors(List.of("tenant"));
        first.destroy();
        assertThat(has("tenant")).isTrue();
        second.destroy();
        assertThat(has("tenant")).isFalse();
    }

    @Test
    void mdcKeys_ofOtherValuesThanStrings_areLoggedAsThese() {
        contexts.run(context -> {
            ContextSnapshot snapshot = ContextSnapshotFactory.builder().build().captureFrom(Context.of("tenant", 42L));
            try (ContextSnapshot.Scope _ = snapshot.setThreadLocals()) {
                assertThat(MDC.get("tenant")).isEqualTo("42");
            }
            assertThat(MDC.get("tenant")).isNull();
        });
    }
}
