package dev.spindle.context;

import dev.spindle.channel.Receiver;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A context that can be cancelled: a node of the tree along which ends go down.
 *
 * <p>It hangs on the nearest node above by a {@link Hook}; values in between do not matter. Above the first node stands the background,
 * or something detached, which is never done; or a context of somebody's own, at which it registers like anybody else. It leaves
 * there when it is done by itself. See {@link Ending} for the lock and {@link Cancellation} for the way down.
 */
sealed class TreeContext extends DerivedContext implements CancelContext permits DeadlineContext {

    private final Ending ending = new Ending();
    private final @Nullable Instant deadline;

    /** Where this hangs. Set by {@link #attach}, before anybody else can know this but the parent. */
    private volatile @Nullable Registration atParent;

    TreeContext(Context parent, @Nullable Instant deadline) {
        super(parent);
        this.deadline = deadline;
    }

    /** A child without a deadline of its own. */
    static TreeContext cancellable(Context parent) {
        TreeContext child = new TreeContext(parent, parent.deadline());
        child.attach();
        return child;
    }

    final void attach() {
        Context above = decisive(parent());
        switch (above) {
            case TreeContext tree -> {
                Hook hook = Hook.child(tree.ending, this);
                atParent = hook;
                if (!tree.ending.add(hook)) {
                    cancel(End.of(tree));
                }
            }
            case BackgroundContext endless -> {}
            case DetachedContext endless -> {}
            default -> {
                atParent = above.onDone(() -> cancel(End.of(above)));
                if (isDone()) {
                    leaveParent();
                }
            }
        }
    }

    // ---- views ----

    @Override
    public final @Nullable Instant deadline() {
        return deadline;
    }

    @Override
    public final Receiver<Void> done() {
        return ending.done();
    }

    @Override
    public final @Nullable ContextDoneException err() {
        End end = ending.end();
        return end == null ? null : end.err();
    }

    @Override
    public final @Nullable Throwable cause() {
        End end = ending.end();
        return end == null ? null : end.cause();
    }

    @Override
    public final Registration onDone(Runnable action) {
        Hook hook = Hook.action(ending, Objects.requireNonNull(action, "action"));
        if (!ending.add(hook)) {
            action.run();
        }
        return hook;
    }

    @Override
    String suffix() {
        return "withCancel";
    }

    /** How many children and registrations this knows. */
    final int knows() {
        return ending.size();
    }

    // ---- the end ----

    @Override
    public final void cancel() {
        cancel(End.CANCELLED);
    }

    @Override
    public final void cancel(Throwable cause) {
        cancel(new End(ContextCancelledException.VALUE, Objects.requireNonNull(cause, "cause")));
    }

    @Override
    public final void close() {
        cancel();
    }

    final void cancel(End how) {
        if (ending.end() == null || ending.hooks() != null) {
            Cancellation.run(this, how);
        }
    }

    /** For {@link Cancellation}: true if this call ended it. */
    final boolean tryEnd(End how) {
        return ending.tryEnd(how);
    }

    /** For {@link Cancellation}: what has to be told; after the end. */
    final @Nullable Hook hooks() {
        return ending.hooks();
    }

    /** For {@link Cancellation}: all have been told. */
    void ended() {
        ending.drop();
        leaveParent();
    }

    private void leaveParent() {
        Registration registration = atParent;
        if (registration != null) {
            var _ = registration.stop();
        }
    }
}
