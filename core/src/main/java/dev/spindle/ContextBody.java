package dev.spindle;

import dev.spindle.context.Context;
import dev.spindle.context.ContextDoneException;
import dev.spindle.context.Registration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a goroutine that belongs to a context: that is the current one in it. */
final class ContextBody implements GoBody, ScopedValue.CallableOp<@Nullable Object, Exception> {

    private final Context context;
    private final GoBody body;

    ContextBody(Context context, GoBody body) {
        this.context = Objects.requireNonNull(context, "context");
        this.body = Objects.requireNonNull(body, "body");
    }

    @Override
    public void run() throws Exception {
        try {
            context.call(this);
        } catch (ContextDoneException e) {
            Goroutine self = Goroutine.current();
            if (self != null && context.isDone()) {
                self.cancel(); // the body has seen the end before its interrupt came
            }
            throw e;
        }
    }

    @Override
    public @Nullable Object call() throws Exception {
        body.run();
        return null;
    }

    /** Ties the goroutine that runs this to the context, until it ends. */
    void tie(Goroutine goroutine) {
        Registration registration = context.onDone(goroutine::cancel);
        goroutine.onEnd(registration::stop);
    }
}
