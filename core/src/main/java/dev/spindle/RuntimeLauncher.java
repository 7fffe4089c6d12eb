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
    public void start(Callable<?> body, Runnable neverRan) {
        runtime.go(new Started(body, neverRan));
    }

    @Override
    public void startAnyway(Runnable body) {
        Callable<?> anyway = () -> {
            body.run();
            return null;
        };
        Runnable elsewhere = () -> GoRuntime.shared().go(body::run); // which is never closed
        try {
            start(anyway, elsewhere);
        } catch (RejectedExecutionException e) {
            elsewhere.run();
        }
    }

    @Override
    public Timer startLater(long delayNanos, Runnable body) {
        GoRuntime armed = runtime.isClosed() ? GoRuntime.shared() : runtime;
        LastingAction action = () -> startAnyway(body);
        return armed.scheduler().schedule(delayNanos, action);
    }

    /**
     * A body that is made up for.
     *
     * @param body what runs
     * @param instead what is done if it never runs
     */
    private record Started(Callable<?> body, Runnable instead) implements AnsweredBody {

        @Override
        public void run() throws Exception {
            body.call();
        }

        @Override
        public void neverRan() {
            instead.run();
        }
    }
}
