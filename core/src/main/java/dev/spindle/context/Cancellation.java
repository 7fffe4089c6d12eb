package dev.spindle.context;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One walk down the tree, which ends a context and all that derive from it.
 *
 * <p>No lock is held on the way. So two walks may meet: one that finds a context ended already still walks on to its
 * children, as the other may not have been there yet. Thereby all are done when any of the two returns. Actions are left
 * to the walk that ended their context.
 */
final class Cancellation {

    private final End how;
    private final Deque<TreeContext> pending = new ArrayDeque<>();
    private final List<TreeContext> ended = new ArrayList<>();
    private @Nullable Throwable failure;

    private Cancellation(End how) {
        this.how = how;
    }

    /** Ends a context; what actions threw comes in the end. */
    static void run(TreeContext root, End how) {
        Cancellation cancellation = new Cancellation(how);
        cancellation.pending.push(root);
        cancellation.walk();
    }

    private void walk() {
        for (TreeContext next = pending.poll(); next != null; next = pending.poll()) {
            boolean mine = next.tryEnd(how);
            if (mine) {
                ended.add(next);
            }
            tell(next, mine);
        }
        ended.forEach(TreeContext::ended);
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private void tell(TreeContext context, boolean mine) {
        for (Hook hook = context.hooks(); hook != null; hook = hook.next) {
            TreeContext child = hook.child();
            Runnable action = hook.action();
            if (child != null) {
                pending.push(child);
            } else if (mine && action != null) {
                run(action);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very same throwable cannot suppress itself
    private void run(Runnable action) {
        try {
            action.run();
        } catch (Throwable t) {
            if (failure == null) {
                failure = t;
            } else if (failure != t) {
                failure.addSuppressed(t);
            }
        }
    }
}
