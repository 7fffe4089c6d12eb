package dev.spindle.examples.webflux;

import dev.spindle.GoBody;
import java.util.concurrent.Callable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Where blocking code runs: the handlers are the same for each {@link SchedulerName}, what is underneath them is this. */
interface Engine {

    /**
     * Starts a call beside the caller.
     *
     * @param body what it does; interrupted by the disposal
     * @return cancels it; does not wait
     */
    Disposable start(GoBody body);

    /**
     * Rows as a stream with backpressure, read no faster than the subscriber asks.
     *
     * @param rows opens them, once for each subscription; they are closed at the end, after a failure and after a cancel
     * @return a cold flux
     */
    Flux<Order> stream(Callable<OrderRows> rows);
}
