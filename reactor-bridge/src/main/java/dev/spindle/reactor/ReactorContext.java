package dev.spindle.reactor;

import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The Reactor {@link Context} of the subscription that a goroutine serves: what {@code contextWrite} put in downstream, readable
 * in the body of a generator, of an operator or of a callable.
 *
 * <p>It is bound to the body, not to the thread: goroutines that the body starts don't inherit it. Pipelines that the
 * body subscribes to through {@link GoMono#await}, {@link GoFlux#toChannel} and {@link GoFlux#iterate} get it as theirs.
 */
public final class ReactorContext {

    static final ScopedValue<ContextView> CURRENT = ScopedValue.newInstance();

    private ReactorContext() {}

    /**
     * The context of the subscription that the calling goroutine serves.
     *
     * @return never null; empty elsewhere
     */
    public static ContextView current() {
        return CURRENT.isBound() ? CURRENT.get() : Context.empty();
    }
}
