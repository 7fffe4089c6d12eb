package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.spindle.reactor.GoSchedulers;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** {@code spindle.replace-reactor-schedulers}: when it begins, when it ends, and with several contexts. */
class ReactorSchedulersTest {

    private static final String ON = "--spindle.replace-reactor-schedulers=true";

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(SpindleAutoConfiguration.class)
    static class App {}

    /** Asks for a scheduler as early as a bean can. */
    @Configuration(proxyBeanMethods = false)
    static class EarlyApp extends App {

        static final AtomicReference<Boolean> REPLACED = new AtomicReference<>();

        EarlyApp() {
            REPLACED.set(isReplaced());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class BrokenApp {

        @Bean
        Object broken() {
            throw new IllegalStateException("on purpose");
        }
    }

    @AfterEach
    void nothing_isLeftInstalled() {
        assertThat(GoSchedulers.uninstall()).as("left installed").isFalse();
        assertThat(isReplaced()).isFalse();
    }

    private static boolean isReplaced() {
        String thread = Mono.fromCallable(() -> Thread.currentThread().getName())
                .subscribeOn(Schedulers.boundedElastic())
                .block();
        return !thread.startsWith("boundedElastic-");
    }

    private static ConfigurableApplicationContext run(Class<?> app, String... args) {
        SpringApplication application = new SpringApplication(app);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        return application.run(args);
    }

    @Test
    void schedulers_unlessAskedFor_areReactors() {
        try (var _ = run(App.class)) {
            assertThat(isReplaced()).isFalse();
        }
    }

    @Test
    void schedulers_fromBeforeTheFirstBeanToTheEnd_areOurs() {
        Scheduler kept;
        try (var _ = run(EarlyApp.class, ON)) {
            assertThat(EarlyApp.REPLACED.get()).isTrue();
            assertThat(isReplaced()).isTrue();
            kept = Schedulers.boundedElastic();
        }
        assertThat(isReplaced()).isFalse();
        // Who holds one is not rejected.
        assertThat(Mono.fromCallable(() -> "ran").subscribeOn(kept).block()).isEqualTo("ran");
    }

    @Test
    void schedulers_ofTwoContexts_endWithTheLast() {
        var first = run(App.class, ON);
        var second = run(App.class, ON);
        first.close();
        assertThat(isReplaced()).isTrue();
        assertThat(Mono.fromCallable(() -> "ran")
                        .subscribeOn(Schedulers.boundedElastic())
                        .block())
                .isEqualTo("ran");
        second.close();
        assertThat(isReplaced()).isFalse();
    }

    @Test
    void schedulers_besideAContextThatDoesNotAsk_areKept() {
        try (var _ = run(App.class, ON)) {
            run(App.class).close();
            assertThat(isReplaced()).isTrue();
        }
    }

    @Test
    void schedulers_afterAChildContextCloses_areKept() {
        try (var parent = run(App.class, ON)) {
            try (GenericApplicationContext child = new GenericApplicationContext(parent)) {
                AtomicReference<Object> closed = new AtomicReference<>();
                parent.addApplicationListener((ContextClosedEvent event) -> closed.set(event.getApplicationContext()));
                child.refresh();
                child.close();
                assertThat(closed.get()).isSameAs(child);
            }
            assertThat(isReplaced()).isTrue();
        }
    }

    @Test
    void schedulers_ofAnApplicationThatFailsToStart_areGivenBack() {
        assertThatException().isThrownBy(() -> run(BrokenApp.class, ON)).withStackTraceContaining("on purpose");
    }

    @Test
    void schedulers_thatSomebodyElseInstalled_areLeftToThem() {
        GoSchedulers.install();
        try {
            run(App.class, ON).close();
            assertThat(isReplaced()).isTrue();
        } finally {
            GoSchedulers.uninstall();
        }
    }

    @Test
    void property_thatIsNoBoolean_failsTheStart() {
        assertThatException()
                .isThrownBy(() -> run(App.class, "--spindle.replace-reactor-schedulers=perhaps"))
                .withStackTraceContaining("perhaps");
    }
}
