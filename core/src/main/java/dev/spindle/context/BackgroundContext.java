package dev.spindle.context;

import dev.spindle.channel.Channel;
import dev.spindle.channel.Receiver;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The root: never done, without values. */
final class BackgroundContext implements Context {

    static final Context INSTANCE = new BackgroundContext();

    private BackgroundContext() {}

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
    public <T> @Nullable T value(Key<T> key) {
        Objects.requireNonNull(key, "key");
        return null;
    }

    @Override
    public Registration onDone(Runnable action) {
        return new IdleRegistration(action);
    }

    @Override
    public String toString() {
        return "background";
    }
}
