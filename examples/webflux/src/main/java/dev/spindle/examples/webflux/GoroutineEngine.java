package dev.spindle.examples.webflux;

import dev.spindle.GoBody;
import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import dev.spindle.reactive.StreamOptions;
import dev.spindle.reactor.GoFlux;
import java.util.concurrent.Callable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Goroutines. */
final class GoroutineEngine implements Engine {

    private final GoRuntime runtime;
    private final StreamOptions options;

    GoroutineEngine(GoRuntime runtime) {
        this.runtime = runtime;
        // Drivers take interrupts badly. The loop needs none: a cancel wakes it where it waits for demand.
        this.options =
                StreamOptions.defaults().runtime(runtime).name("order rows").onCancel(OnCancel.LET_RUN);
    }

    @Override
    public Disposable start(GoBody body) {
        return runtime.go(body)::cancel;
    }

    @Override
    public Flux<Order> stream(Callable<OrderRows> rows) {
        return GoFlux.generate(
                emitter -> {
                    try (OrderRows open = rows.call()) {
                        for (Order order = open.next(); order != null; order = open.next()) {
                            emitter.emit(order); // parks while the client reads nothing
                        }
                    }
                },
                options);
    }
}
