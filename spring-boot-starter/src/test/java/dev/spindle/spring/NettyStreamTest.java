package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.reactor.GoFlux;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How streams are written to Reactor Netty. */
class NettyStreamTest {

    private static final CountDownLatch READ = new CountDownLatch(2);

    /** What Reactor Netty's response was asked for. */
    private static final Queue<String> WRITES = new ConcurrentLinkedQueue<>();

    private static ReactiveWebServerApplicationContext service;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class App {

        @Bean
        static SecurityWebFilterChain security(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }

        /** Before ours, and so behind it on the way to the server. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        static WebFilter recorder() {
            return (exchange, chain) -> chain.filter(exchange.mutate()
                    .response(new ServerHttpResponseDecorator(exchange.getResponse()) {
                        @Override
                        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
                            WRITES.add("writeWith");
                            return super.writeWith(body);
                        }

                        @Override
                        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
                            WRITES.add("writeAndFlushWith");
                            return super.writeAndFlushWith(body);
                        }
                    })
                    .build());
        }

        record Row(int number) {}

        /** The third row comes when the first two have been read. */
        @GetMapping(path = "/rows", produces = MediaType.APPLICATION_NDJSON_VALUE)
        Flux<Row> rows() {
            return GoFlux.generate(emitter -> {
                emitter.emit(new Row(1));
                emitter.emit(new Row(2));
                Testing.await(READ);
                emitter.emit(new Row(3));
            });
        }
    }

    @BeforeAll
    static void start() {
        service = (ReactiveWebServerApplicationContext)
                SpringApplication.run(App.class, "--server.port=0", "--server.address=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void parts_thatWaitWhenTheClientLeaves_areReleased() {
        NettyDataBufferFactory factory = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
        List<NettyDataBuffer> made = new ArrayList<>();
        Flux<Publisher<DataBuffer>> rows = Flux.range(1, 1_000).hide().map(_ -> {
            NettyDataBuffer buffer = factory.allocateBuffer(64);
            made.add(buffer);
            return Mono.<DataBuffer>just(buffer).doOnDiscard(DataBuffer.class, DataBufferUtils::release);
        });
        ServerHttpResponse client = new ServerHttpResponseDecorator(new MockServerHttpResponse()) {
            @Override
            public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
                BaseSubscriber<DataBuffer> stalled = new BaseSubscriber<>() {
                    @Override
                    protected void hookOnSubscribe(Subscription subscription) {
                        subscription.request(3);
                    }

                    @Override
                    protected void hookOnNext(DataBuffer written) {
                        DataBufferUtils.release(written);
                    }
                };
                body.subscribe(stalled);
                stalled.cancel();
                return Mono.empty();
            }
        };
        new NettyStreamFilter.UnmarkedStream(client).writeAndFlushWith(rows).block(Testing.PATIENCE);
        assertThat(made)
                .hasSizeGreaterThan(3)
                .allSatisfy(
                        buffer -> assertThat(buffer.getNativeBuffer().refCnt()).isZero());
    }

    @Test
    void rows_areWrittenWithoutMarks_yetNoneWaitsForTheNext() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.getWebServer().getPort() + "/rows"))
                .timeout(Testing.PATIENCE)
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                                .body(),
                        StandardCharsets.UTF_8))) {
            for (int i = 1; i <= 2; i++) {
                assertThat(lines.readLine()).isEqualTo("{\"number\":" + i + "}");
                READ.countDown();
            }
            assertThat(lines.readAllLines()).containsExactly("{\"number\":3}");
        }
        assertThat(WRITES).containsExactly("writeWith");

        // A mocked response is no server's, and is written as ever.
        WRITES.clear();
        WebTestClient.bindToApplicationContext(service)
                .build()
                .get()
                .uri("/rows")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("{\"number\":1}\n{\"number\":2}\n{\"number\":3}\n");
        assertThat(WRITES).containsExactly("writeAndFlushWith");
    }
}
