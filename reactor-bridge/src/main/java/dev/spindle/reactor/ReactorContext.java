package dev.spindle.reactor;

import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The Reactor {@link Context} of the subscription that a goroutine serves: what {@code contextWrite} put in downstream, readable
 * in the body of a generator, of an operator or of a callable.
 *
 * <p>It is bound to the body, not to the thread: goroutines that the body starts don't inherit it. Pipelines that the
 * body subscribes to through {@link GoMono#await}, {@link GoFlux#toChannel} and {@link GoFlux#iterate} get it as theirs.
 *
 * <p>Other code that is called in a Reactor context knows of it where it was {@linkplain #carry carried}.
 */
public final class ReactorContext {

    static final ScopedValue<ContextView> CURRENT = ScopedValue.newInstance();

    /** What Micrometer's context propagation carries from thread to thread. */
    static final ThreadLocal<@Nullable ContextView> CARRIED = new ThreadLocal<>();

    /** Under which name a context has itself. */
    static final String KEY = ReactorContext.class.getName();

    private ReactorContext() {}

    /**
     * The context of the subscription that the calling goroutine serves, or else the one that was carried to the calling thread.
     *
     * @return never null; empty elsewhere
     */
    public static ContextView current() {
        if (CURRENT.isBound()) {
            return CURRENT.get();
        }
        ContextView carried = CARRIED.get();
        return carried == null ? Context.empty() : carried;
    }

    /**
     * For {@code contextWrite(ReactorContext::carry)}: code upstream that Reactor calls knows the whole context by {@link #current()}, a
     * blocking WebFlux handler for instance.
     *
     * <p>It travels as a thread local. So that needs Micrometer's context propagation on the class path, and
     * {@code Hooks.enableAutomaticContextPropagation()}; without the library nothing is carried.
     *
     * @param context as it is downstream
     * @return the same with itself in it
     */
    public static Context carry(Context context) {
        return ReactorSurroundings.HAS_THREAD_LOCALS ? ThreadLocals.carry(context) : context;
    }
}
