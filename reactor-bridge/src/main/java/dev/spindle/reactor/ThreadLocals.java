package dev.spindle.reactor;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import reactor.util.context.Context;

/** Thread locals by Micrometer's context propagation. Nobody may touch this class where that library is missing. */
final class ThreadLocals {

    private static final ContextSnapshotFactory SNAPSHOTS =
            ContextSnapshotFactory.builder().build();

    private final ContextSnapshot snapshot;

    private ThreadLocals(ContextSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** A context with itself in it, where {@link ReactorContext#current()} finds it. */
    static Context carry(Context context) {
        return context.put(Carried.KEY, context.delete(Carried.KEY));
    }

    /** Those of a context, and of the calling thread where the context has none. */
    static ThreadLocals of(Context context) {
        return new ThreadLocals(SNAPSHOTS.captureAll(context));
    }

    /** A context with the calling thread's in it. */
    static Context addTo(Context context) {
        return SNAPSHOTS.captureAll().updateContext(context);
    }

    /** Sets them on the calling thread until the scope is closed, which puts back what was there. */
    Scope open() {
        ContextSnapshot.Scope scope = snapshot.setThreadLocals();
        return scope::close;
    }

    /** Until when they are set. */
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** The accessor of carried contexts, which is registered once one is carried. */
    private static final class Carried {

        static final String KEY = ReactorContext.KEY;

        static {
            ContextRegistry.getInstance()
                    .registerThreadLocalAccessor(
                            KEY,
                            ReactorContext.CARRIED::get,
                            ReactorContext.CARRIED::set,
                            ReactorContext.CARRIED::remove);
        }
    }
}
