package dev.spindle.examples.webflux;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts requests, and at the shutdown lets those end that were accepted while it refuses others by a 503.
 *
 * <p>It stops before the web server does, which would no longer listen, so that whoever comes meanwhile is told and does not
 * meet a closed port. Once no request is left, or the time for a phase of the shutdown is over, the server goes on with its own.
 */
@Component
class Admission implements WebFilter, SmartLifecycle, Ordered {

    private static final byte[] REFUSAL = """
        {"type":"about:blank","title":"Service Unavailable","status":503,"detail":"The service is shutting down."}\
        """.getBytes(StandardCharsets.UTF_8);

    private final LongAdder admitted = new LongAdder();

    /** All below are guarded by this. */
    private final Object lock = new Object();

    private int inside;
    private boolean running;

    /** Not the contrary of running: the server listens before this starts. */
    private boolean refusing;

    private @Nullable Runnable onEmpty;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            if (!enter()) {
                return refuse(exchange.getResponse());
            }
            admitted.increment();
            return chain.filter(exchange).doFinally(_ -> leave());
        });
    }

    private static Mono<Void> refuse(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(REFUSAL.length);
        response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        response.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
        DataBuffer body = response.bufferFactory().wrap(REFUSAL);
        return response.writeWith(Mono.just(body));
    }

    private boolean enter() {
        synchronized (lock) {
            if (!refusing) {
                inside++;
            }
            return !refusing;
        }
    }

    private void leave() {
        Runnable callback = null;
        synchronized (lock) {
            inside--;
            if (inside == 0 && refusing) {
                callback = onEmpty;
                onEmpty = null;
            }
        }
        if (callback != null) {
            callback.run();
        }
    }

    /** Requests that were let in and have not ended. */
    int inside() {
        synchronized (lock) {
            return inside;
        }
    }

    /** Requests ever let in. */
    long admitted() {
        return admitted.sum();
    }

    @Override
    public void start() {
        synchronized (lock) {
            running = true;
            refusing = false;
        }
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable callback) {
        boolean empty;
        synchronized (lock) {
            running = false;
            refusing = true;
            empty = inside == 0;
            if (!empty) {
                onEmpty = callback;
            }
        }
        if (empty) {
            callback.run();
        }
    }

    @Override
    public boolean isRunning() {
        synchronized (lock) {
            return running;
        }
    }

    /** Before any web server's. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
