package dev.spindle.spring;

import dev.spindle.GoRuntime;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the runtime of an application context, and closes it.
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

    private final GoRuntime runtime;
    private final Duration closeTimeout;
    private volatile boolean running;

    RuntimeOwner(SpindleProperties properties, Stream<GoRuntimeCustomizer> customizers, Duration closeTimeout) {
        this.runtime = RuntimeFactory.make(properties, customizers);
        this.closeTimeout = closeTimeout;
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
        running = true;
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
        if (!runtime.isClosed()) {
            runtime.close(closeTimeout);
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
