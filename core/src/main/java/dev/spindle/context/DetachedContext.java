package dev.spindle.context;

import dev.spindle.channel.Channel;
import dev.spindle.channel.Receiver;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A context with the values of its parent, and nothing else of it. */
final class DetachedContext extends DerivedContext {

    DetachedContext(Context parent) {
        super(parent);
    }

    @Override
    public @Nullable Instant deadline() {
        return null;
    }

    @Override
    public Receiver<Void> done() {
        return Channel.never();
    }

    @Override
    public @Nullable ContextDoneException err() {
        return null;
    }

    @Override
    public @Nullable Throwable cause() {
        return null;
    }

    @Override
    public Registration onDone(Runnable action) {
        return new IdleRegistration(action);
    }

    @Override
    String suffix() {
        return "withoutCancel";
    }
}
