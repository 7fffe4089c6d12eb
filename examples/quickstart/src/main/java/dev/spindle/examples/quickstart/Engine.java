package dev.spindle.examples.quickstart;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Receiver;
import dev.spindle.reactor.GoFlux;
import dev.spindle.reactor.GoSchedulers;
import dev.spindle.rxjava.GoFlowable;
import dev.spindle.rxjava.GoRxSchedulers;
import java.util.Objects;

/** The reactive library whose stream adds up what the readers send, on our scheduler. */
enum Engine {
    REACTOR("Flux") {
        @Override
        Totals addUp(Receiver<FileWords> counted, GoRuntime runtime) {
            reactor.core.scheduler.Scheduler scheduler = GoSchedulers.from(runtime);
            try {
                Totals totals = GoFlux.from(counted, runtime)
                        .publishOn(scheduler)
                        .reduceWith(Totals::new, Totals::add)
                        .block();
                return Objects.requireNonNull(totals);
            } finally {
                scheduler.dispose();
            }
        }
    },
    RXJAVA("Flowable") {
        @Override
        Totals addUp(Receiver<FileWords> counted, GoRuntime runtime) {
            io.reactivex.rxjava3.core.Scheduler scheduler = GoRxSchedulers.from(runtime);
            try {
                return GoFlowable.from(counted, runtime)
                        .observeOn(scheduler)
                        .reduceWith(Totals::new, Totals::add)
                        .blockingGet();
            } finally {
                scheduler.shutdown();
            }
        }
    };

    private final String stream;

    Engine(String stream) {
        this.stream = stream;
    }

    /** What its stream is called. */
    String stream() {
        return stream;
    }

    /** Waits for the channel's end. */
    abstract Totals addUp(Receiver<FileWords> counted, GoRuntime runtime);
}
