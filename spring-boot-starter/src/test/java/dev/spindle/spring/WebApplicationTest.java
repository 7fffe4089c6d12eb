package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.reactor.GoFlux;
import dev.spindle.reactor.GoMono;
import dev.spindle.reactor.ReactorContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service with all that the starter configures, on loopback: handlers, contexts, endpoint, health, meters. */
class WebApplicationTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    private static ReactiveWebServerApplicationContext service;

    /** The service. It answers: runtime, kind of thread, user, tenant of the log, and what only the Reactor context knows. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class App {

        private final Scheduler scheduler;

        App(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Bean
        static SecurityWebFilterChain security(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .httpBasic(basic -> basic.authenticationManager(asked -> Mono.just(
                            UsernamePasswordAuthenticationToken.authenticated(asked.getName(), null, List.of()))))
                    .build();
        }

        @Bean
        static WebFilter tenant() {
            return (exchange, chain) -> {
                String tenant =
                        String.valueOf(exchange.getRequest().getHeaders().getFirst("X-Tenant"));
                return chain.filter(exchange)
                        .contextWrite(context -> context.put("tenant", tenant).put("region", "of " + tenant));
            };
        }

        @GetMapping("/blocking")
        String blocking() throws InterruptedException {
            Thread.sleep(1);
            Object region = ReactorContext.current().get("region");
            Object awaited = GoMono.await(Mono.deferContextual(context -> Mono.just(context.get("region"))));
            Object tenant = Mono.deferContextual(context -> Mono.just(context.get("tenant")))
                    .block();
            return surroundings(region) + " " + awaited + " " + tenant;
        }

        @GetMapping("/generator")
        Flux<String> generator() {
            return GoFlux.<String>generate(emitter -> {
                        Thread.sleep(1);
                        emitter.emit(surroundings(ReactorContext.current().get("region")));
                    })
                    .publishOn(scheduler)
                    .map(line -> line + " | " + surroundings("-"));
        }

        @GetMapping("/mono")
        Mono<String> mono() {
            return GoMono.of(() -> surroundings(ReactorContext.current().get("region")));
        }

        @GetMapping("/held")
        String held() throws InterruptedException {
            Testing.await(RELEASED);
            return "released";
        }

        private static String surroundings(Object tenant) {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            return String.join(
                    " ",
                    GoRuntime.current().name(),
                    Thread.currentThread().isVirtual() ? "virtual" : "platform",
                    authentication == null ? "nobody" : authentication.getName(),
                    String.valueOf(MDC.get("tenant")),
                    String.valueOf(tenant));
        }
    }

    @BeforeAll
    static void start() {
        service = (ReactiveWebServerApplicationContext) SpringApplication.run(
                App.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spindle.name=web",
                "--spindle.context-propagation.mdc-keys=tenant",
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.health.show-details=always");
    }

    @AfterAll
    static void stop() {
        service.close();
        Hooks.disableAutomaticContextPropagation(); // which is for the whole JVM
    }

    private static HttpRequest request(String path, String accept, String tenant) {
        String credentials =
                Base64.getEncoder().encodeToString((tenant + "-user:secret").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.getWebServer().getPort() + path))
                .header("Authorization", "Basic " + credentials)
                .header("Accept", accept)
                .header("X-Tenant", tenant)
                .timeout(Testing.PATIENCE)
                .build();
    }

    private static String get(String path, String accept, String tenant) throws IOException, InterruptedException {
        HttpResponse<String> response =
                CLIENT.send(request(path, accept, tenant), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static JsonNode json(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get(path, "application/json", "a"));
    }

    @Test
    void blockingHandler_runsOnAGoroutine_withUserLogContextAndReactorContext() throws Exception {
        assertThat(get("/blocking", "text/plain", "red")).isEqualTo("web virtual red-user red of red of red red");
    }

    @Test
    void blockingHandler_withoutAUser_runs() throws Exception {
        HttpRequest anonymous = HttpRequest.newBuilder(
                        request("/blocking", "text/plain", "red"), (name, value) -> !name.equals("Authorization"))
                .build();
        assertThat(CLIENT.send(anonymous, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo("web virtual nobody red of red of red red");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/blocking", "/mono"})
    void requests_manyAtOnce_keepTheirContexts(String path) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(CLIENT.sendAsync(request(path, "text/plain", "t" + i), HttpResponse.BodyHandlers.ofString()));
        }
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join().body()).startsWith("web virtual t" + i + "-user t" + i + " of t" + i);
        }
    }

    @Test
    void generator_hasTheContexts_andWhatComesAfterIt() throws Exception {
        assertThat(get("/generator", "text/plain", "blue"))
                .matches("web virtual blue-user blue of blue \\| web (virtual|platform) blue-user blue -");
    }

    @Test
    void endpoint_asJson_hasStatsAndDump() throws Exception {
        CompletableFuture<HttpResponse<String>> held =
                CLIENT.sendAsync(request("/held", "text/plain", "a"), HttpResponse.BodyHandlers.ofString());
        Testing.until(
                "a handler waits", () -> service.getBean(GoRuntime.class).dump().contains("App.held"));

        JsonNode runtime = json("/actuator/goroutines").get("runtimes").get("web");
        assertThat(runtime.get("mode").asString()).isEqualTo(System.getProperty("spindle.test.mode"));
        assertThat(runtime.get("closed").asBoolean()).isFalse();
        assertThat(runtime.get("stats").get("parallelism").asInt())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(runtime.get("dump").toString()).contains("App.held").contains("SCHED ");
        assertThat(json("/actuator/goroutines?dump=false")
                        .get("runtimes")
                        .get("web")
                        .has("dump"))
                .isFalse();

        String text = get("/actuator/goroutines", "text/plain", "a");
        assertThat(text)
                .startsWith("runtime web: " + System.getProperty("spindle.test.mode"))
                .contains("\tat dev.spindle.spring.WebApplicationTest$App.held")
                .contains("SCHED ");
        assertThat(get("/actuator/goroutines?dump=false", "text/plain", "a"))
                .contains("SCHED ")
                .doesNotContain("App.held");

        RELEASED.countDown();
        assertThat(held.join().body()).isEqualTo("released");
    }

    @Test
    void health_namesTheRuntime() throws Exception {
        JsonNode goroutines = json("/actuator/health").get("components").get("goroutines");
        assertThat(goroutines.get("status").asString()).isEqualTo("UP");
        assertThat(goroutines.get("details").get("runtime").asString()).isEqualTo("web");
    }

    @Test
    void meters_areThere_taggedByTheRuntime() throws Exception {
        JsonNode spawned = json("/actuator/metrics/spindle.spawned?tag=runtime:web");
        assertThat(spawned.get("measurements").get(0).get("value").asDouble()).isNotNegative();
        assertThat(json("/actuator/metrics/spindle.parallelism?tag=runtime:web")
                        .get("measurements")
                        .get(0)
                        .get("value")
                        .asInt())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
