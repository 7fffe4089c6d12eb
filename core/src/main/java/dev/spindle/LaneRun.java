package dev.spindle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What a lane hands to the scheduler: it runs {@link GoTask}s and tells which one it runs now.
 *
 * <p>Whoever closes a lane writes that it is closed and then looks for the running task; the runner writes that it runs
 * a task and then looks whether the lane is closed. A full fence in between on both sides lets one of them see the other.
 */
abstract class LaneRun extends RuntimeTask {

    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(LaneRun.class, "current", GoTask.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final GoTasks scope;

    /** Written by the runner, opaque; read by those who close, opaque after a fence. */
    private @Nullable GoTask current;

    LaneRun(GoTasks scope) {
        super(scope.runtime());
        this.scope = scope;
    }

    final GoTasks scope() {
        return scope;
    }

    /** Runs one task, as {@link GoTask#runOn}. */
    final boolean runTask(GoTask task, Thread self) {
        CURRENT.setOpaque(this, task);
        VarHandle.fullFence(); // pairs with the one in cancelRunning
        boolean portable = runtime().mode() == GoRuntime.Mode.PORTABLE;
        if (portable) {
            scope.beginsRun(this);
        }
        boolean again = task.runOn(self);
        if (portable) {
            scope.endsRun(this);
        }
        return again;
    }

    /** Before the runner gives up its claim to be the only one. */
    final void noCurrent() {
        CURRENT.setOpaque(this, (GoTask) null);
    }

    final @Nullable GoTask current() {
        return (GoTask) CURRENT.getOpaque(this);
    }

    /** After the lane was marked as closed: reaches the task that runs now. */
    final void cancelRunning() {
        VarHandle.fullFence(); // pairs with the one in runTask
        GoTask running = current();
        if (running != null) {
            running.cancel();
        }
    }
}
