package dev.spindle.reactor;

import dev.spindle.GoBody;
import dev.spindle.reactive.Surroundings;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * What a goroutine takes over from a Reactor subscription: the context, and, where Micrometer's context propagation is there,
 * thread locals, those of the context before those of the subscribing thread.
 *
 * <p>Taken on the subscribing thread, put on around the goroutine's body. What the body throws that cannot be signalled is dropped
 * in Reactor's manner, through {@code Hooks.onErrorDropped}.
 *
 * <p>The way back is {@link #contextOfCaller}: what is subscribed to inside such a body gets its context, and the thread locals as
 * they are then.
 */
final class ReactorSurroundings implements Surroundings {

    static final ReactorSurroundings INSTANCE = new ReactorSurroundings();

    static final boolean HAS_THREAD_LOCALS = isPresent("io.micrometer.context.ContextSnapshotFactory");

    private ReactorSurroundings() {}

    @Override
    public UnaryOperator<GoBody> enter(Subscriber<?> subscriber) {
        Context context = subscriber instanceof CoreSubscriber<?> core ? core.currentContext() : Context.empty();
        ThreadLocals threadLocals = HAS_THREAD_LOCALS ? ThreadLocals.of(context) : null;
        return body -> () -> run(body, context, threadLocals);
    }

    private static void run(GoBody body, Context context, @Nullable ThreadLocals threadLocals) {
        if (threadLocals == null) {
            runInContext(body, context);
            return;
        }
        try (ThreadLocals.Scope _ = threadLocals.open()) {
            runInContext(body, context);
        }
    }

    private static void runInContext(GoBody body, Context context) {
        if (context.isEmpty()) {
            runAndDrop(body, context);
        } else {
            ScopedValue.where(ReactorContext.CURRENT, context).run(() -> runAndDrop(body, context));
        }
    }

    private static void runAndDrop(GoBody body, Context context) {
        try {
            body.run();
        } catch (Throwable t) {
            Exceptions.throwIfJvmFatal(t);
            Operators.onErrorDropped(t, context);
        }
    }

    /** The context for a subscription that the calling goroutine makes: its own, and the caller's thread locals over it. */
    static Context contextOfCaller() {
        Context own = Context.of(ReactorContext.current());
        return HAS_THREAD_LOCALS ? ThreadLocals.addTo(own) : own;
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
