package dev.spindle.examples.webflux;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives each request an id, from its header or made up: in the response, and in the Reactor context, from where the starter takes
 * it into the logs of whatever thread or goroutine works for the request ({@code spindle.context-propagation.mdc-keys}).
 */
@Component
@Order(0)
class RequestId implements WebFilter {

    /** In the Reactor context and in the MDC. */
    static final String KEY = "requestId";

    static final String HEADER = "X-Request-Id";

    /** What may go into a log. */
    private static final Pattern ACCEPTABLE = Pattern.compile("[\\w.-]{1,64}");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = idOf(exchange.getRequest().getHeaders().getFirst(HEADER));
        exchange.getResponse().getHeaders().set(HEADER, id);
        return chain.filter(exchange).contextWrite(context -> context.put(KEY, id));
    }

    private static String idOf(@Nullable String header) {
        return header != null && ACCEPTABLE.matcher(header).matches()
                ? header
                : UUID.randomUUID().toString();
    }
}
