package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Which controller methods run on goroutines. */
class BlockingHandlersTest {

    private final ReactiveWebApplicationContextRunner contexts = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TaskExecutionAutoConfiguration.class,
                    HttpHandlerAutoConfiguration.class,
                    WebFluxAutoConfiguration.class,
                    SpindleAutoConfiguration.class,
                    SpindleWebFluxAutoConfiguration.class))
            .withBean(Handlers.class);

    @RestController
    static class Handlers {

        private final GoRuntime runtime;

        Handlers(GoRuntime runtime) {
            this.runtime = runtime;
        }

        @GetMapping("/blocking")
        String blocking() {
            return where();
        }

        @GetMapping("/reactive")
        Mono<String> reactive() {
            return Mono.just(where());
        }

        /** The runtime's dump shows the caller if it is a goroutine. */
        private String where() {
            return runtime.dump().contains("BlockingHandlersTest$Handlers.where") ? "goroutine" : "elsewhere";
        }
    }

    private static String get(ApplicationContext context, String path) {
        return WebTestClient.bindToApplicationContext(context)
                .build()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void handlers_thatReturnNoReactiveType_runOnGoroutines() {
        contexts.run(context -> {
            assertThat(get(context, "/blocking")).isEqualTo("goroutine");
            assertThat(get(context, "/reactive")).isEqualTo("elsewhere");
        });
    }

    @Test
    void handlers_besideSpringBootsVirtualThreads_runOnGoroutines() {
        contexts.withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context -> assertThat(get(context, "/blocking")).isEqualTo("goroutine"));
    }

    @Test
    void handlers_switchedOff_runWhereSpringBootPutsThem() {
        contexts.withPropertyValues("spindle.blocking-handlers=false")
                .run(context -> assertThat(get(context, "/blocking")).isEqualTo("elsewhere"));
    }
}
