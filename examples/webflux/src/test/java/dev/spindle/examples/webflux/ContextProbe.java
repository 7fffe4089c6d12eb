package dev.spindle.examples.webflux;

import dev.spindle.GoRuntime;
import dev.spindle.reactive.StreamOptions;
import dev.spindle.reactor.GoFlux;
import dev.spindle.reactor.GoMono;
import dev.spindle.reactor.ReactorContext;
import java.time.Duration;
import java.util.List;
import org.slf4j.MDC;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/** Tells what code of a request sees around it, wherever it runs. Logs a user in by a header, as Spring Security's filters do. */
@RestController
@Order(-100) // as those of Spring Security
class ContextProbe implements WebFilter {

    private static final String NOBODY = "nobody";

    private final StreamOptions options;

    ContextProbe(GoRuntime runtime) {
        this.options = StreamOptions.defaults().runtime(runtime);
    }

    /** The user of Spring Security, the request's id in the MDC and in the Reactor context, and the kind of thread. */
    record Seen(String where, String user, String mdc, String reactor, boolean goroutine) {
        static Seen here(String where) {
            return here(where, ReactorContext.current());
        }

        static Seen here(String where, ContextView context) {
            return new Seen(
                    where,
                    userName(),
                    String.valueOf(MDC.get(RequestId.KEY)),
                    context.getOrDefault(RequestId.KEY, "none"),
                    Thread.currentThread().isVirtual());
        }
    }

    private static String userName() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user == null ? NOBODY : user.getName();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String user = exchange.getRequest().getHeaders().getFirst("X-User");
        if (user == null) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange)
                .contextWrite(
                        ReactiveSecurityContextHolder.withAuthentication(new TestingAuthenticationToken(user, "")));
    }

    @GetMapping("/probe/blocking")
    List<Seen> blocking() throws InterruptedException {
        Seen first = Seen.here("handler");
        Thread.sleep(3);
        Seen nested = GoMono.await(GoMono.of(() -> Seen.here("mono in handler"), options));
        return List.of(first, Seen.here("handler, later"), nested);
    }

    @GetMapping("/probe/mono")
    Mono<List<Seen>> mono() {
        return GoMono.of(() -> Seen.here("mono"), options).map(seen -> List.of(seen, Seen.here("after mono")));
    }

    @GetMapping(path = "/probe/generator", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<Seen> generator() {
        return GoFlux.<Seen>generate(
                        emitter -> {
                            emitter.emit(Seen.here("generator"));
                            Thread.sleep(3);
                            emitter.emit(Seen.here("generator, later"));
                        },
                        options)
                .publishOn(Schedulers.parallel())
                .concatMap(seen -> Flux.just(seen, Seen.here("after generator")))
                .delayElements(Duration.ofMillis(1))
                .concatMap(seen -> Flux.deferContextual(context ->
                        Flux.just(seen, Seen.here("after delay"), Seen.here("context after delay", context))));
    }
}
