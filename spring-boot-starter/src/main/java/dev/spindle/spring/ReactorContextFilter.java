package dev.spindle.spring;

import dev.spindle.reactor.ReactorContext;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets a blocking handler know the Reactor context, by {@link ReactorContext#current()}: behind all filters, as they put things into it. */
final class ReactorContextFilter implements WebFilter, Ordered {

    ReactorContextFilter() {}

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange).contextWrite(ReactorContext::carry);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
