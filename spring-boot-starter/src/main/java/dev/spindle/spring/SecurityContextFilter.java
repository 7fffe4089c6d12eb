package dev.spindle.spring;

import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Puts the security context of a request where Spring Security's accessor of {@code SecurityContextHolder} looks for it.
 *
 * <p>WebFlux keeps it in the Reactor context as a {@code Mono}, which may yet have to load it; that is of no use to code that asks
 * the holder and does not know of Reactor. Here, behind the filters of Spring Security, it is waited for without blocking.
 */
final class SecurityContextFilter implements WebFilter, Ordered {

    /** That of {@code SecurityContextHolderThreadLocalAccessor}. */
    private static final String KEY = SecurityContext.class.getName();

    /** Spring Security's own, -100, and one. */
    private static final int ORDER = -99;

    SecurityContextFilter() {}

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> {
                    Mono<Void> rest = chain.filter(exchange);
                    return found.isPresent() ? rest.contextWrite(context -> context.put(KEY, found.get())) : rest;
                });
    }

    @Override
    public int getOrder() {
        return ORDER;
    }
}
