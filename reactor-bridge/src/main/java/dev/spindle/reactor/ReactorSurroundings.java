package dev.spindle.reactor;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * What a goroutine takes over from the subscription that it serves: the Reactor context, and, where Micrometer's context
 * propagation is there, thread locals, those of the context before those of the subscribing thread.
 *
 * <p>Taken on the subscribing thread, put on around the goroutine's body. The way back is {@link #given}: a pipeline that is subscribed to
 * inside such a body gets the context, and the thread locals as they are then.
 */
final class ReactorSurroundings {

    private static final boolean HAS_THREAD_LOCALS = isPresent("io.micrometer.context.ContextSnapshotFactory");

    private final ContextView context;
    private final @Nullable ThreadLocals threadLocals;

    private ReactorSurroundings(ContextView context) {
        this.context = context;
        this.threadLocals = HAS_THREAD_LOCALS ? ThreadLocals.of(context) : null;
    }

    /** As they are for a subscriber. On the subscribing thread. */
    static ReactorSurroundings of(ContextView context) {
        return new ReactorSurroundings(context);
    }

    /** Runs something inside them. */
    <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> body) throws X {
        if (threadLocals == null) {
            return callInContext(body);
        }
        try (ThreadLocals.Scope _ = threadLocals.open()) {
            return callInContext(body);
        }
    }

    private <T, X extends Throwable> T callInContext(ScopedValue.CallableOp<T, X> body) throws X {
        return context.isEmpty()
                ? body.call()
                : ScopedValue.where(ReactorContext.CURRENT, context).call(body);
    }

    /** A pipeline that gets the surroundings of the caller. */
    static <T> Flux<T> given(Flux<T> flux) {
        ContextView context = ReactorContext.current();
        Flux<T> captured = HAS_THREAD_LOCALS ? flux.contextCapture() : flux;
        return context.isEmpty() ? captured : captured.contextWrite(context);
    }

    /** A pipeline that gets the surroundings of the caller. */
    static <T> Mono<T> given(Mono<T> mono) {
        ContextView context = ReactorContext.current();
        Mono<T> captured = HAS_THREAD_LOCALS ? mono.contextCapture() : mono;
        return context.isEmpty() ? captured : captured.contextWrite(context);
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, ReactorSurroundings.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
