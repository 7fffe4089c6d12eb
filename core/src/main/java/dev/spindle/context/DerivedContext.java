package dev.spindle.context;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A context with a parent. What goes up the tree does so in loops: a chain of contexts may be deep. */
abstract sealed class DerivedContext implements Context permits TreeContext, ValueContext, DetachedContext {

    private final Context parent;

    DerivedContext(Context parent) {
        this.parent = parent;
    }

    final Context parent() {
        return parent;
    }

    /** How this was derived, as the end of {@code toString}. */
    abstract String suffix();

    @Override
    public final <T> @Nullable T value(Key<T> key) {
        Objects.requireNonNull(key, "key");
        Context context = this;
        while (context instanceof DerivedContext derived) {
            if (derived instanceof ValueContext with && with.key() == key) {
                return with.valueOf(key);
            }
            context = derived.parent;
        }
        return context.value(key);
    }

    /** The nearest context upwards, or the given one itself, that is done by its own means. */
    static Context decisive(Context start) {
        Context context = start;
        while (context instanceof ValueContext with) {
            context = with.parent();
        }
        return context;
    }

    @Override
    public final String toString() {
        Deque<String> suffixes = new ArrayDeque<>();
        Context context = this;
        while (context instanceof DerivedContext derived) {
            suffixes.push(derived.suffix());
            context = derived.parent;
        }
        StringBuilder text = new StringBuilder(context.toString());
        suffixes.forEach(suffix -> text.append('.').append(suffix));
        return text.toString();
    }
}
