package dev.spindle.spring;

import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Writes a stream to Reactor Netty without a mark for a flush behind each element.
 *
 * <p>Reactor Netty appends that mark by {@code Flux.concatWith}. Between an element and the mark, {@code FluxConcatArray} (as of
 * Reactor Core 3.8.8) loses demand if two requests meet: the event loop's for what it has written, and the one of the thread that
 * hands over the element. The stream then waits for good. It takes a producer on another thread than the event loop, which a
 * goroutine always is, and a client that is slow enough for the demand to run out.
 *
 * <p>When a client goes away, the parts that wait to be written are released here: a part is a publisher that holds a buffer already, and
 * no hook of Reactor's or Spring's knows that.
 *
 * <p>Nothing is flushed later for want of the mark: Reactor Netty flushes whenever it has written all there is.
 */
final class NettyStreamFilter implements WebFilter, Ordered {

    /** As many elements as Reactor Netty itself would ask for in advance. */
    private static final int PREFETCH = 32;

    NettyStreamFilter() {}

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpResponse response = exchange.getResponse();
        if (!isNettys(response)) {
            return chain.filter(exchange);
        }
        return chain.filter(
                exchange.mutate().response(new UnmarkedStream(response)).build());
    }

    private static boolean isNettys(ServerHttpResponse response) {
        try {
            return ServerHttpResponseDecorator.getNativeResponse(response) instanceof HttpServerResponse;
        } catch (IllegalStateException | IllegalArgumentException e) {
            return false; // there is no server: a test's mock, or a response of the application's own
        }
    }

    /** Before the filters of the application, so that what these make of a response is written like this, too. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    static final class UnmarkedStream extends ServerHttpResponseDecorator {

        UnmarkedStream(ServerHttpResponse netty) {
            super(netty);
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return writeWith(Flux.from(body)
                    .map(Part::new)
                    .concatMap(Part::take, PREFETCH)
                    .doOnDiscard(Part.class, Part::release));
        }
    }

    /** One element of a stream: written or released, whichever comes first. */
    private static final class Part {

        private final Publisher<? extends DataBuffer> buffers;
        private final AtomicBoolean gone = new AtomicBoolean();

        Part(Publisher<? extends DataBuffer> buffers) {
            this.buffers = buffers;
        }

        Publisher<? extends DataBuffer> take() {
            return gone.compareAndSet(false, true) ? buffers : Mono.empty();
        }

        void release() {
            if (gone.compareAndSet(false, true)) {
                Flux.from(buffers).subscribe(DataBufferUtils::release, _ -> {}); // what fails here holds nothing
            }
        }
    }
}
