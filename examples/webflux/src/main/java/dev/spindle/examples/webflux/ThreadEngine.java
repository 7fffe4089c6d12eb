package dev.spindle.examples.webflux;

import dev.spindle.GoBody;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Threads of a Reactor scheduler, pooled or virtual. A stream is a state that is asked for one row after the other. */
final class ThreadEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadEngine.class);

    private final Scheduler scheduler;

    ThreadEngine(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Disposable start(GoBody body) {
        return scheduler.schedule(() -> {
            try {
                body.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // it was cancelled: nobody waits for it
            } catch (Exception e) {
                throw Exceptions.propagate(e);
            }
        });
    }

    @Override
    public Flux<Order> stream(Callable<OrderRows> rows) {
        Flux<Order> orders = Flux.generate(
                rows,
                (open, sink) -> {
                    try {
                        Order order = open.next();
                        if (order == null) {
                            sink.complete();
                        } else {
                            sink.next(order);
                        }
                    } catch (SQLException e) {
                        sink.error(e);
                    }
                    return open;
                },
                ThreadEngine::close);
        return orders.subscribeOn(scheduler).cancelOn(scheduler);
    }

    private static void close(OrderRows rows) {
        try {
            rows.close();
        } catch (SQLException e) {
            LOG.warn("the rows of a stream did not close", e);
        }
    }
}
