package dev.spindle.reactive;

import dev.spindle.GoBody;
import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.reactivestreams.Subscriber;

/** Where and how the goroutines of one subscription start. */
final class Launch {

    private final StreamOptions options;
    private final GoRuntime runtime;

    /** Written by the subscribing thread before onSubscribe. */
    private UnaryOperator<GoBody> around = UnaryOperator.identity();

    /** On the subscribing thread. */
    Launch(StreamOptions options) {
        this.options = options;
        this.runtime = options.runtime();
    }

    /** Takes along what the subscription brings. */
    void enter(Subscriber<?> subscriber) {
        around = options.surroundings().enter(subscriber);
        if (runtime.isClosed() && !isInside()) {
            throw rejection();
        }
    }

    /** A goroutine of a runtime that is being closed may still start others. */
    private boolean isInside() {
        Goroutine current = Goroutine.current();
        return current != null && current.runtime() == runtime;
    }

    Goroutine go(GoBody body) {
        GoBody whole = around.apply(body);
        return options.name().isEmpty() ? runtime.go(whole) : runtime.go(options.name(), whole);
    }

    RejectedExecutionException rejection() {
        return new RejectedExecutionException(
                "the runtime " + runtime.name() + " is closed: nothing there can serve this subscription");
    }
}
