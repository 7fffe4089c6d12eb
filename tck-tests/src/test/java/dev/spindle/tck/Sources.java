package dev.spindle.tck;

import dev.spindle.reactive.BroadcastPublisher;
import dev.spindle.reactive.ChannelPublisher;
import dev.spindle.reactive.ConcurrentMapPublisher;
import dev.spindle.reactive.ConcurrentMapPublisher.Order;
import dev.spindle.reactive.GoroutinePublisher;
import dev.spindle.reactive.StreamOptions;
import dev.spindle.reactive.TransformPublisher;
import dev.spindle.reactive.Transformer;
import dev.spindle.reactor.GoFlux;
import dev.spindle.reactor.GoMono;
import dev.spindle.reactor.GoSchedulers;
import dev.spindle.rxjava.GoCompletable;
import dev.spindle.rxjava.GoFlowable;
import dev.spindle.rxjava.GoMaybe;
import dev.spindle.rxjava.GoRxSchedulers;
import dev.spindle.rxjava.GoSingle;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import reactor.core.publisher.Flux;

/**
 * The publishers that are verified, each as a Reactive Streams publisher and through {@code java.util.concurrent.Flow}.
 *
 * <p>One that has a generator fails without being asked where its runtime is closed, so do operators; one of a
 * channel where that was closed with a cause.
 */
final class Sources {

    /** Why a verification leaves out the tests of one sequence for all. */
    static final String NO_ORDER = "the elements come as they are ready, in an order of its own for each subscriber";

    /** Why another does. */
    static final String COMPETE = "an element of a channel goes to one subscriber";

    /** How far one subscriber of a broadcast may be ahead, and how much an operator asks for ahead. */
    private static final int AHEAD = 16;

    private static final int CONCURRENCY = 4;

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

    static final Source BROADCAST = new Source(
            n -> BroadcastPublisher.from(Numbers.channel(n), AHEAD, OPTIONS),
            () -> BroadcastPublisher.from(Numbers.failedChannel(), AHEAD, OPTIONS));

    static final Source TRANSFORM = new Source(
            n -> TransformPublisher.of(GENERATOR.publisher(n), AHEAD, identity(), OPTIONS),
            () -> TransformPublisher.of(GENERATOR.publisher(1), AHEAD, identity(), REJECTED));

    static final Source MAP = map(Order.SOURCE);
    static final Source MAP_UNORDERED = map(Order.COMPLETION);

    // ---- Reactor ----

    static final Source FLUX_OF_GENERATOR = new Source(
            n -> GoFlux.generate(Numbers.generator(n), OPTIONS), () -> GoFlux.generate(Numbers.generator(1), REJECTED));

    static final Source FLUX_OF_CHANNEL = new Source(
            n -> GoFlux.from(Numbers.channel(n), Tck.runtime()),
            () -> GoFlux.from(Numbers.failedChannel(), Tck.runtime()));

    static final Source MONO =
            new Source(n -> GoMono.<Long>of(() -> n == 0 ? null : 0L, OPTIONS), () -> GoMono.of(() -> 0L, REJECTED), 1);

    static final Source FLUX_OF_BROADCAST = new Source(
            n -> GoFlux.broadcast(Numbers.channel(n), AHEAD, OPTIONS),
            () -> GoFlux.broadcast(Numbers.failedChannel(), AHEAD, OPTIONS));

    static final Source FLUX_TRANSFORM = new Source(
            n -> flux(n).transform(GoFlux.transform(AHEAD, identity(), OPTIONS)),
            () -> flux(1).transform(GoFlux.transform(AHEAD, identity(), REJECTED)));

    static final Source FLUX_MAP = fluxMap(Order.SOURCE);
    static final Source FLUX_MAP_UNORDERED = fluxMap(Order.COMPLETION);

    static final Source FLUX_PUBLISH_ON = new Source(
            n -> flux(n).publishOn(REACTOR), () -> Flux.<Long>error(failure()).publishOn(REACTOR));

    static final Source FLUX_SUBSCRIBE_ON = new Source(
            n -> flux(n).subscribeOn(REACTOR), () -> Flux.<Long>error(failure()).subscribeOn(REACTOR));

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
            n -> GoFlowable.generate(Numbers.generator(n), OPTIONS),
            () -> GoFlowable.generate(Numbers.generator(1), REJECTED));

    static final Source FLOWABLE_OF_CHANNEL = new Source(
            n -> GoFlowable.from(Numbers.channel(n), Tck.runtime()),
            () -> GoFlowable.from(Numbers.failedChannel(), Tck.runtime()));

    static final Source FLOWABLE_OF_BROADCAST = new Source(
            n -> GoFlowable.broadcast(Numbers.channel(n), AHEAD, OPTIONS),
            () -> GoFlowable.broadcast(Numbers.failedChannel(), AHEAD, OPTIONS));

    static final Source FLOWABLE_TRANSFORM = new Source(
            n -> flowable(n).compose(GoFlowable.transform(AHEAD, identity(), OPTIONS)),
            () -> flowable(1).compose(GoFlowable.transform(AHEAD, identity(), REJECTED)));

    static final Source FLOWABLE_MAP = flowableMap(Order.SOURCE);
    static final Source FLOWABLE_MAP_UNORDERED = flowableMap(Order.COMPLETION);

    /** Has always one. */
    static final Source SINGLE = new Source(
            n -> GoSingle.of(() -> 0L, OPTIONS).toFlowable(),
            () -> GoSingle.of(() -> 0L, REJECTED).toFlowable(),
            1);

    static final Source MAYBE = new Source(
            n -> GoMaybe.<Long>of(() -> n == 0 ? null : 0L, OPTIONS).toFlowable(),
            () -> GoMaybe.of(() -> 0L, REJECTED).toFlowable(),
            1);

    /** Has none by itself. */
    static final Source COMPLETABLE = new Source(
            n -> {
                Completable done = GoCompletable.of(() -> {}, OPTIONS);
                return n == 0 ? done.toFlowable() : done.toSingleDefault(0L).toFlowable();
            },
            () -> GoCompletable.of(() -> {}, REJECTED).toFlowable(),
            1);

    static final Source FLOWABLE_OBSERVE_ON = new Source(
            n -> flowable(n).observeOn(RXJAVA),
            () -> Flowable.<Long>error(failure()).observeOn(RXJAVA));

    static final Source FLOWABLE_SUBSCRIBE_ON = new Source(
            n -> flowable(n).subscribeOn(RXJAVA),
            () -> Flowable.<Long>error(failure()).subscribeOn(RXJAVA));

    /** The generator must not wait on the worker that makes the requests. */
    static final Source FLOWABLE_OF_GENERATOR_HOPPING = new Source(
            n -> GoFlowable.generate(Numbers.generator(n), OPTIONS)
                    .subscribeOn(RXJAVA)
                    .observeOn(RXJAVA, false, 1),
            () -> GoFlowable.generate(Numbers.generator(1), REJECTED)
                    .subscribeOn(RXJAVA)
                    .observeOn(RXJAVA, false, 1));

    private Sources() {}

    private static Flux<Long> flux(long n) {
        return Flux.fromIterable(Numbers.iterable(n));
    }

    private static Flowable<Long> flowable(long n) {
        return Flowable.fromIterable(Numbers.iterable(n));
    }

    private static Transformer<Long, Long> identity() {
        return (in, out) -> {
            for (Long each : in) {
                out.emit(each);
            }
        };
    }

    private static Source map(Order order) {
        return new Source(
                n -> ConcurrentMapPublisher.of(
                        GENERATOR.publisher(n), CONCURRENCY, order, Numbers::afterOthers, OPTIONS),
                () -> ConcurrentMapPublisher.of(
                        GENERATOR.publisher(1), CONCURRENCY, order, Numbers::afterOthers, REJECTED));
    }

    private static Source fluxMap(Order order) {
        return new Source(
                n -> flux(n).transform(GoFlux.mapConcurrent(CONCURRENCY, order, Numbers::afterOthers, OPTIONS)),
                () -> flux(1).transform(GoFlux.mapConcurrent(CONCURRENCY, order, Numbers::afterOthers, REJECTED)));
    }

    private static Source flowableMap(Order order) {
        return new Source(
                n -> flowable(n).compose(GoFlowable.mapConcurrent(CONCURRENCY, order, Numbers::afterOthers, OPTIONS)),
                () -> flowable(1)
                        .compose(GoFlowable.mapConcurrent(CONCURRENCY, order, Numbers::afterOthers, REJECTED)));
    }

    private static IllegalStateException failure() {
        return new IllegalStateException("this publisher fails");
    }
}
