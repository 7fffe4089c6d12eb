package dev.spindle.context;

import org.jspecify.annotations.Nullable;

/** The context of the code that runs now. */
final class CurrentContext {

    private static final ScopedValue<Context> CURRENT = ScopedValue.newInstance();

    private CurrentContext() {}

    static Context get() {
        return CURRENT.isBound() ? CURRENT.get() : BackgroundContext.INSTANCE;
    }

    static <R extends @Nullable Object, X extends Throwable> R call(
            Context context, ScopedValue.CallableOp<? extends R, X> body) throws X {
        return ScopedValue.where(CURRENT, context).call(body);
    }
}
