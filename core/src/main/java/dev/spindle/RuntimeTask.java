package dev.spindle;

import dev.spindle.runtime.Task;
import org.jspecify.annotations.Nullable;

/** What this package hands to the scheduler besides goroutines: it has no handle of its own and needs no clean thread. */
abstract class RuntimeTask extends Task {

    /** In portable mode, what the M or the JDK's virtual thread runs. */
    private static final ThreadLocal<@Nullable Task> PORTABLE = new ThreadLocal<>();

    private final GoRuntime runtime;

    RuntimeTask(GoRuntime runtime) {
        this.runtime = runtime;
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

    final GoRuntime runtime() {
        return runtime;
    }

    abstract void call();

    @Override
    protected final void body() {
        if (runtime.mode() == GoRuntime.Mode.NATIVE) {
            call();
        } else {
            runPortable(this, this::call);
        }
    }

    @Override
    public final boolean wantsCleanThread() {
        return false;
    }
}
