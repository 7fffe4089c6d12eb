package dev.spindle;

import dev.spindle.runtime.LastingAction;
import dev.spindle.runtime.Launcher;
import dev.spindle.runtime.Timer;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

/** A runtime as the packages below the façade see it. */
final class RuntimeLauncher extends Launcher {

    private final GoRuntime runtime;

    RuntimeLauncher(GoRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(Callable<?> body) {
        runtime.go(body::call);
    }

    @Override
    public void startAnyway(Runnable body) {
        try {
            runtime.go(body::run);
        } catch (RejectedExecutionException e) {
            GoRuntime.shared().go(body::run); // which is never closed
        }
    }

    @Override
    public Timer startLater(long delayNanos, Runnable body) {
        GoRuntime armed = runtime.isClosed() ? GoRuntime.shared() : runtime;
        LastingAction action = () -> startAnyway(body);
        return armed.scheduler().schedule(delayNanos, action);
    }
}
