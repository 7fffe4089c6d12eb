package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.reactor.GoFlux;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;

/** The examples of {@code docs/spring.md}, run. */
class SpringSnippetsTest {

    record Order(long id, String item) {}

    /** A table that is read by blocking. */
    static final class OrderTable {

        final AtomicInteger open = new AtomicInteger();

        Order find(long id) {
            return new Order(id, "item " + id);
        }

        Cursor open() {
            open.incrementAndGet();
            return new Cursor(List.of(find(1), find(2), find(3)).iterator(), open::decrementAndGet);
        }
    }

    record Cursor(Iterator<Order> orders, Runnable closed) implements AutoCloseable {

        boolean next() {
            return orders.hasNext();
        }

        Order order() {
            return orders.next();
        }

        @Override
        public void close() {
            closed.run();
        }
    }

    // tag::controller[]
    @RestController
    static class Orders {

        private final OrderTable table; // whatever blocks: JDBC, an old client

        Orders(OrderTable table) {
            this.table = table;
        }

        @GetMapping("/orders/{id}")
        Order one(@PathVariable long id) {
            return table.find(id); // on a goroutine: the method returns no reactive type
        }

        @GetMapping(path = "/orders", produces = MediaType.APPLICATION_NDJSON_VALUE)
        Flux<Order> all() {
            return GoFlux.generate(
                    emitter -> { // on a goroutine, too
                        try (Cursor cursor = table.open()) {
                            while (cursor.next()) {
                                emitter.emit(
                                        cursor.order()); // parks while the client reads slowly, ends when it leaves
                            }
                        }
                    });
        }
    }
    // end::controller[]

    // tag::customizer[]
    @Configuration
    static class Runtime {

        @Bean
        GoRuntimeCustomizer failures(Failures failures) {
            return builder -> builder.uncaughtHandler((thread, failure) -> failures.count(failure));
        }
    }
    // end::customizer[]

    record Failures(AtomicInteger counted) {

        void count(Throwable failure) {
            counted.incrementAndGet();
        }
    }

    // tag::filter[]
    @Configuration
    static class Tenants {

        @Bean
        WebFilter tenant() { // with spindle.context-propagation.mdc-keys=tenant
            return (exchange, chain) -> {
                String header = exchange.getRequest().getHeaders().getFirst("X-Tenant");
                String tenant = header == null ? "nobody" : header; // a context takes no null
                return chain.filter(exchange).contextWrite(context -> context.put("tenant", tenant));
            };
        }
    }
    // end::filter[]

    private final ReactiveWebApplicationContextRunner contexts = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TaskExecutionAutoConfiguration.class,
                    HttpHandlerAutoConfiguration.class,
                    WebFluxAutoConfiguration.class,
                    SpindleAutoConfiguration.class,
                    SpindleWebFluxAutoConfiguration.class,
                    SpindleContextPropagationAutoConfiguration.class));

    @Test
    void controller() {
        OrderTable table = new OrderTable();
        contexts.withBean(Orders.class, table).run(context -> {
            WebTestClient client =
                    WebTestClient.bindToApplicationContext(context).build();
            client.get().uri("/orders/7").exchange().expectBody(Order.class).isEqualTo(table.find(7));
            client.get()
                    .uri("/orders")
                    .exchange()
                    .expectBodyList(Order.class)
                    .isEqualTo(List.of(table.find(1), table.find(2), table.find(3)));
            Testing.until("the cursor is closed", () -> table.open.get() == 0);
        });
    }

    @Test
    void customizer() {
        AtomicInteger counted = new AtomicInteger();
        contexts.withBean(Failures.class, () -> new Failures(counted))
                .withUserConfiguration(Runtime.class)
                .run(context -> {
                    context.getBean(GoRuntime.class).execute(() -> {
                        throw new IllegalStateException("on purpose");
                    });
                    Testing.until("the failure is counted", () -> counted.get() == 1);
                });
    }

    @RestController
    static class Logging {

        @GetMapping("/tenant")
        Flux<String> tenant() {
            return GoFlux.generate(emitter -> emitter.emit(MDC.get("tenant")));
        }
    }

    @Test
    void filter() {
        contexts.withPropertyValues("spindle.context-propagation.mdc-keys=tenant")
                .withUserConfiguration(Tenants.class)
                .withBean(Logging.class)
                .run(context -> assertThat(WebTestClient.bindToApplicationContext(context)
                                .build()
                                .get()
                                .uri("/tenant")
                                .header("X-Tenant", "red")
                                .exchange()
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody())
                        .isEqualTo("red"));
    }
}
