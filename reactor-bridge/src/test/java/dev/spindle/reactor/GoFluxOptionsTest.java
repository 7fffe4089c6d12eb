package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Channel;
import dev.spindle.reactive.ConcurrentMapPublisher.Order;
import dev.spindle.reactive.StreamOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.util.context.Context;

/** What the user brings into goroutines, beside what Reactor brings. */
class GoFluxOptionsTest {

    /** Each way to a goroutine of a subscription. */
    enum Way {
        GENERATE(options -> GoFlux.generate(emitter -> emitter.emit(1), options)),
        FROM(options -> GoFlux.from(one(), options)),
        BROADCAST(options -> GoFlux.broadcast(one(), 2, options)),
        TRANSFORM(options -> Flux.just(1)
                .transform(GoFlux.<Integer, Integer>transform(1, (in, out) -> out.emit(in.receive()), options))),
        MAP_IN_ORDER(options ->
                Flux.just(1).transform(GoFlux.<Integer, Integer>mapConcurrent(2, Order.SOURCE, i -> i, options))),
        MAP_AS_THEY_COME(options ->
                Flux.just(1).transform(GoFlux.<Integer, Integer>mapConcurrent(2, Order.COMPLETION, i -> i, options))),
        CALL(options -> GoMono.of(() -> 1, options).flux()),
        RUN(options -> GoMono.run(() -> {}, options).thenReturn(1).flux());

        private final Function<StreamOptions, Flux<Integer>> flux;

        Way(Function<StreamOptions, Flux<Integer>> flux) {
            this.flux = flux;
        }

        private static Channel<Integer> one() {
            Channel<Integer> channel = Channel.buffered(1);
            channel.trySend(1);
            channel.close();
            return channel;
        }
    }

    private final LogLines lines = new LogLines(GoFluxOptionsTest.class);
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
    private final GoRuntime runtime = GoRuntime.builder()
            .name("options")
            .parallelism(2)
            .uncaughtHandler((thread, failure) -> uncaught.add(failure))
            .build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);

    @AfterEach
    void close() {
        Hooks.resetOnErrorDropped();
        lines.close();
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        runtime.close();
        assertThat(uncaught).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void surroundings_ofTheUser_areKeptInsideReactors(Way way) {
        Queue<String> begun = new ConcurrentLinkedQueue<>();
        Queue<String> ended = new ConcurrentLinkedQueue<>();
        StreamOptions surrounded = here.surroundings(subscriber -> body -> () -> {
            begun.add(ReactorContext.current().getOrDefault("user", "nobody") + " " + MDC.get(LogLines.KEY));
            try {
                body.run();
            } finally {
                ended.add("ended");
            }
        });
        MDC.put(LogLines.KEY, "17");
        assertThat(way.flux
                        .apply(surrounded)
                        .contextWrite(Context.of("user", "Ada"))
                        .blockLast(LONG))
                .isEqualTo(1);
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        assertThat(begun).isNotEmpty().containsOnly("Ada 17").hasSameSizeAs(ended);
    }

    @ParameterizedTest
    @EnumSource
    void onNext_ofEachKind_hasTheContextAndTheThreadLocalsOfItsSubscription(Way way) {
        MDC.put(LogLines.KEY, "17");
        List<Object> seen = new ArrayList<>();
        way.flux
                .apply(here)
                .doOnNext(lines::log)
                .doOnNext(i -> seen.add(ReactorContext.current().getOrDefault("user", "nobody")))
                .contextWrite(Context.of("user", "Ada"))
                .blockLast(LONG);
        lines.assertAllHad("17", 1);
        assertThat(seen).containsExactly("Ada");
    }

    @ParameterizedTest
    @EnumSource(names = {"GENERATE", "FROM", "BROADCAST"})
    void failureOfOnNext_isDroppedInReactorsManner(Way way) {
        Hooks.onErrorDropped(dropped::add);
        RuntimeException failure = new UnsupportedOperationException("on purpose");
        way.flux.apply(here).subscribe(new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(Integer element) {
                throw failure;
            }

            @Override
            public void onError(Throwable thrown) {}

            @Override
            public void onComplete() {}
        });
        awaitUntil(() -> !dropped.isEmpty());
        assertThat(dropped).containsExactly(failure);
    }

    @Test
    void undelivered_ofTheUser_isToldBesideDoOnDiscard() {
        Queue<Object> released = new ConcurrentLinkedQueue<>();
        Queue<Object> discarded = new ConcurrentLinkedQueue<>();
        Flux.range(0, 4)
                .transform(GoFlux.<Integer, Integer>transform(
                        8,
                        (in, out) -> {
                            out.emit(in.receive());
                            awaitUntil(() -> in.length() == 3);
                        },
                        here.undelivered(released::add)))
                .doOnDiscard(Integer.class, discarded::add)
                .blockLast(LONG);
        awaitUntil(() -> discarded.size() == 3);
        assertThat(discarded).containsExactly(1, 2, 3);
        assertThat(released).containsExactly(1, 2, 3);
    }

    @Test
    void broadcast_givesAllToEach() {
        Channel<Integer> channel = Channel.buffered(2);
        Flux<Integer> flux = GoFlux.broadcast(channel, 4, here);
        Queue<Integer> first = new ConcurrentLinkedQueue<>();
        Flux<Integer> second = Flux.zip(flux.doOnNext(first::add), flux, (a, b) -> a.equals(b) ? a : -1);
        var all = second.collectList().toFuture(); // both have subscribed before the first element
        runtime.go(() -> {
            for (int i = 0; i < 100; i++) {
                channel.send(i);
            }
            channel.close();
        });
        assertThat(all)
                .succeedsWithin(LONG)
                .asInstanceOf(InstanceOfAssertFactories.list(Integer.class))
                .hasSize(100)
                .isSorted()
                .startsWith(0);
        assertThat(first).hasSize(100);
    }

    @Test
    void run_withOptions_runsThereUnderItsName() {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        GoMono.run(
                        () -> seen.add(Thread.currentThread().getName() + " on "
                                + GoRuntime.current().name()),
                        here.name("runner"))
                .block(LONG);
        assertThat(seen).containsExactly("runner on options");
    }
}
