package dev.spindle;

import dev.spindle.runtime.Task;
import org.jspecify.annotations.Nullable;

/** A task without a handle. */
final class PlainTask extends Task {

    /** In portable mode, what the M or the JDK's virtual thread runs. */
    private static final ThreadLocal<@Nullable Task> PORTABLE = new ThreadLocal<>();

    private final GoRuntime runtime;
    private final Runnable body;

    PlainTask(GoRuntime runtime, Runnable body) {
        this.runtime = runtime;
        this.body = body;
    }

    static @Nullable Task currentPortable() {
        return PORTABLE.get();
    }

    static void runPortable(Task task, Runnable body) {
        PORTABLE.set(task);
        try {
            body.run();
        } finally {
            PORTABLE.remove();
        }
    }

    GoRuntime runtime() {
        return runtime;
    }

    @Override
    public void run() {
        if (runtime.mode() == GoRuntime.Mode.NATIVE) {
            body.run();
        } else {
            runPortable(this, body);
        }
    }

    @Override
    public void neverRan() {
        runtime.neverRan(this);
    }

    @Override
    public boolean wantsCleanThread() {
        return false;
    }

    @Override
    public String toString() {
        return body.toString();
    }
}
