package dev.spindle.reactive;

import dev.spindle.GoBody;
import java.util.function.UnaryOperator;
import org.reactivestreams.Subscriber;

/**
 * What a subscription brings into its goroutines: a context, thread locals. For adapters to libraries that have such things.
 */
@FunctionalInterface
public interface Surroundings {

    /**
     * Looks at a subscription that is being made. Runs on the subscribing thread, before {@code onSubscribe}; what it throws fails the
     * subscriber.
     *
     * @param subscriber who subscribes; not to be kept, but for what belongs to it (rule 3.13)
     * @return wraps the body of each goroutine of the subscription; the wrapping body runs the given one once, on its own
     *     thread, and lets pass what that throws, or reports it in its library's manner: what comes out of the given body is
     *     what could not be signalled
     */
    UnaryOperator<GoBody> enter(Subscriber<?> subscriber);

    /**
     * Brings nothing.
     *
     * @return always the same
     */
    static Surroundings none() {
        return StreamOptions.NONE;
    }
}
