package dev.spindle.spring;

import dev.spindle.DefaultRuntime;
import dev.spindle.GoRuntime;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the runtime of an application context, names it as the default of the JVM, and closes it.
 *
 * <p>Closing is a phase of the context's shutdown: after the web server has answered what it accepted ({@code DEFAULT_PHASE - 1024})
 * and has stopped ({@code - 2048}), together with Spring's own executors, and before the event loops of Reactor Netty (0), so that a
 * goroutine may still use a client. Where the context never got as far as to start, its destruction closes.
 *
 * <p>A pause of the context leaves the runtime alone: it cannot be opened again.
 */
final class RuntimeOwner implements SmartLifecycle, DisposableBean {

    /** That of Spring's executors. */
    static final int PHASE = Integer.MAX_VALUE / 2;

    private static final Log LOG = LogFactory.getLog(GoRuntime.class);

    private final GoRuntime runtime;

    /** That this runtime is the default; null where it is not. */
    private final @Nullable DefaultRuntime byDefault;

    private volatile boolean running;

    /**
     * Makes the runtime.
     *
     * @param phaseTimeout when Spring goes on to the next phase, whoever still stops; so this phase waits and interrupts before that
     */
    RuntimeOwner(SpindleProperties properties, Stream<GoRuntimeCustomizer> customizers, Duration phaseTimeout) {
        this.runtime = RuntimeFactory.make(
                properties, customizers, phaseTimeout.multipliedBy(9).dividedBy(10));
        this.byDefault = properties.defaultRuntime() ? runtime.makeDefault() : null;
    }

    GoRuntime runtime() {
        return runtime;
    }

    @Override
    public void start() {
        if (runtime.isClosed()) {
            throw new IllegalStateException("the runtime " + runtime.name()
                    + " is closed and cannot be started again; an application context that was stopped must be"
                    + " made anew");
        }
        LOG.info(modeLine());
        running = true;
    }

    /** Which mode it is, and how to get the other. */
    private String modeLine() {
        String line = "runtime " + runtime.name() + " with parallelism " + runtime.parallelism() + " is ";
        if (runtime.mode() == GoRuntime.Mode.NATIVE) {
            return line + "native: " + runtime.modeReason() + " (spindle.mode=portable asks for the other mode)";
        }
        String reason = runtime.modeReason();
        String other = reason.contains("--add-opens")
                ? ", or have 'Add-Opens: java.base/java.lang' in the manifest of the application's jar, for native mode"
                : reason.contains("asked for") ? " (spindle.mode=native asks for the other mode)" : "";
        return line + "portable: " + reason + other;
    }

    /** On a thread of its own, as others that stop in this phase do not wait for goroutines. */
    @Override
    public void stop(Runnable callback) {
        Thread.ofPlatform().name(runtime.name() + "-shutdown").start(() -> {
            try {
                stop();
            } finally {
                callback.run();
            }
        });
    }

    @Override
    public void stop() {
        close();
        running = false;
    }

    @Override
    public void destroy() {
        close();
    }

    private void close() {
        if (byDefault != null) {
            byDefault.close();
        }
        if (!runtime.isClosed()) {
            runtime.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
