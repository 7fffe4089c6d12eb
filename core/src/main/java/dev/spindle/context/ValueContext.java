package dev.spindle.context;

import dev.spindle.channel.Receiver;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A context with one value; all else is its parent's. */
final class ValueContext extends DerivedContext {

    private final Key<?> key;
    private final Object value;

    /** The context above that this is done with. */
    private final Context decisive;

    ValueContext(Context parent, Key<?> key, Object value) {
        super(parent);
        this.key = key;
        this.value = value;
        this.decisive = decisive(parent);
    }

    Key<?> key() {
        return key;
    }

    /** The value, for who has shown its key. */
    @SuppressWarnings("unchecked") // withValue lets a value of the key's type in only
    <T> T valueOf(Key<T> sameKey) {
        return (T) value;
    }

    @Override
    public @Nullable Instant deadline() {
        return decisive.deadline();
    }

    @Override
    public Receiver<Void> done() {
        return decisive.done();
    }

    @Override
    public @Nullable ContextDoneException err() {
        return decisive.err();
    }

    @Override
    public @Nullable Throwable cause() {
        return decisive.cause();
    }

    @Override
    public Registration onDone(Runnable action) {
        return decisive.onDone(action);
    }

    /** With the name of the key only: values may be secrets. */
    @Override
    String suffix() {
        return "withValue(" + key + ')';
    }
}
