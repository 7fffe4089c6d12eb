package dev.spindle.context;

import org.jspecify.annotations.Nullable;

/**
 * What is to be told of the end of a context: a child, or an action. The links are guarded by the lock of the {@link Ending}
 * that it hangs on.
 */
final class Hook implements Registration {

    private final Ending ending;
    private final @Nullable TreeContext child;
    private final @Nullable Runnable action;

    @Nullable
    Hook next;

    @Nullable
    Hook previous;

    boolean linked;

    private Hook(Ending ending, @Nullable TreeContext child, @Nullable Runnable action) {
        this.ending = ending;
        this.child = child;
        this.action = action;
    }

    static Hook child(Ending ending, TreeContext child) {
        return new Hook(ending, child, null);
    }

    static Hook action(Ending ending, Runnable action) {
        return new Hook(ending, null, action);
    }

    @Nullable
    TreeContext child() {
        return child;
    }

    /** The action, or null for a child. */
    @Nullable
    Runnable action() {
        return action;
    }

    @Override
    public boolean stop() {
        return ending.remove(this);
    }
}
