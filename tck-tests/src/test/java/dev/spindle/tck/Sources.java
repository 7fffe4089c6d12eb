package dev.spindle.tck;

import dev.spindle.reactive.ChannelPublisher;
import dev.spindle.reactive.GoroutinePublisher;
import dev.spindle.reactive.StreamOptions;
import dev.spindle.reactor.GoFlux;
import dev.spindle.reactor.GoMono;
import dev.spindle.reactor.GoSchedulers;
import dev.spindle.rxjava.GoFlowable;
import dev.spindle.rxjava.GoRxSchedulers;
import io.reactivex.rxjava3.core.Flowable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * The publishers that are verified, each as a Reactive Streams publisher and through {@code java.util.concurrent.Flow}.
 *
 * <p>One that has a generator fails without being asked where its runtime is closed, one of a channel where that was closed
 * with a cause.
 */
final class Sources {

    private static final StreamOptions OPTIONS = StreamOptions.defaults().runtime(Tck.runtime());
    private static final StreamOptions REJECTED = StreamOptions.defaults().runtime(Tck.closedRuntime());

    private static final reactor.core.scheduler.Scheduler REACTOR = GoSchedulers.from(Tck.runtime());
    private static final io.reactivex.rxjava3.core.Scheduler RXJAVA = GoRxSchedulers.from(Tck.runtime());

    // ---- from core, raw ----

    static final Source GENERATOR = new Source(
            n -> GoroutinePublisher.of(Numbers.generator(n), OPTIONS),
            () -> GoroutinePublisher.of(Numbers.generator(1), REJECTED));

    static final Source CHANNEL = new Source(
            n -> ChannelPublisher.from(Numbers.channel(n), OPTIONS),
            () -> ChannelPublisher.from(Numbers.failedChannel(), OPTIONS));

    // ---- Reactor ----

    static final Source FLUX_OF_GENERATOR = new Source(
            n -> GoFlux.generate(Numbers.generator(n), OPTIONS), () -> GoFlux.generate(Numbers.generator(1), REJECTED));

    static final Source FLUX_OF_CHANNEL = new Source(
            n -> GoFlux.from(Numbers.channel(n), Tck.runtime()),
            () -> GoFlux.from(Numbers.failedChannel(), Tck.runtime()));

    static final Source MONO =
            new Source(n -> GoMono.<Long>of(() -> n == 0 ? null : 0L, OPTIONS), () -> GoMono.of(() -> 0L, REJECTED), 1);

    static final Source FLUX_PUBLISH_ON = new Source(
            n -> Flux.fromIterable(Numbers.iterable(n)).publishOn(REACTOR),
            () -> Flux.<Long>error(failure()).publishOn(REACTOR));

    static final Source FLUX_SUBSCRIBE_ON = new Source(
            n -> Flux.fromIterable(Numbers.iterable(n)).subscribeOn(REACTOR),
            () -> Flux.<Long>error(failure()).subscribeOn(REACTOR));

    /** The generator must not wait on the worker that makes the requests. */
    static final Source FLUX_OF_GENERATOR_HOPPING = new Source(
            n -> GoFlux.generate(Numbers.generator(n), OPTIONS)
                    .subscribeOn(REACTOR)
                    .publishOn(REACTOR, 1),
            () -> GoFlux.generate(Numbers.generator(1), REJECTED)
                    .subscribeOn(REACTOR)
                    .publishOn(REACTOR, 1));

    // ---- RxJava ----

    static final Source FLOWABLE_OF_GENERATOR = new Source(
            n -> Flowable.fromPublisher(GENERATOR.publisher(n)), () -> Flowable.fromPublisher(GENERATOR.failed()));

    static final Source FLOWABLE_OF_CHANNEL = new Source(
            n -> GoFlowable.from(Numbers.channel(n), Tck.runtime()),
            () -> GoFlowable.from(Numbers.failedChannel(), Tck.runtime()));

    static final Source FLOWABLE_OBSERVE_ON = new Source(
            n -> Flowable.fromIterable(Numbers.iterable(n)).observeOn(RXJAVA),
            () -> Flowable.<Long>error(failure()).observeOn(RXJAVA));

    static final Source FLOWABLE_SUBSCRIBE_ON = new Source(
            n -> Flowable.fromIterable(Numbers.iterable(n)).subscribeOn(RXJAVA),
            () -> Flowable.<Long>error(failure()).subscribeOn(RXJAVA));

    /** The generator must not wait on the worker that makes the requests. */
    static final Source FLOWABLE_OF_GENERATOR_HOPPING =
            new Source(n -> hopping(GENERATOR.publisher(n)), () -> hopping(GENERATOR.failed()));

    private Sources() {}

    private static Publisher<Long> hopping(Publisher<Long> publisher) {
        return Flowable.fromPublisher(publisher).subscribeOn(RXJAVA).observeOn(RXJAVA, false, 1);
    }

    private static IllegalStateException failure() {
        return new IllegalStateException("this publisher fails");
    }
}
