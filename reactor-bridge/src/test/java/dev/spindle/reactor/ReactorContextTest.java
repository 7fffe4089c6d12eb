package dev.spindle.reactor;

import static dev.spindle.reactor.LogLines.inContext;
import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.reactive.StreamOptions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The Reactor context and thread locals on their way into goroutines and out again. */
class ReactorContextTest {

    private final LogLines lines = new LogLines(ReactorContextTest.class);
    private final GoRuntime runtime =
            GoRuntime.builder().name("context").parallelism(2).build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final Scheduler scheduler = GoSchedulers.from(runtime);

    @AfterEach
    void close() {
        Hooks.disableAutomaticContextPropagation();
        lines.close();
        scheduler.dispose();
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        runtime.close();
    }

    private Flux<String> userInContext() {
        return GoFlux.generate(emitter -> emitter.emit(ReactorContext.current().getOrDefault("user", "nobody")), here);
    }

    // ---- the Reactor context ----

    @Test
    void current_inAGenerator_isThatOfItsSubscription() {
        Flux<String> user = userInContext().subscribeOn(scheduler).publishOn(scheduler);
        assertThat(user.contextWrite(Context.of("user", "Ada")).blockLast(LONG)).isEqualTo("Ada");
        assertThat(user.contextWrite(Context.of("user", "Bob")).blockLast(LONG)).isEqualTo("Bob");
        assertThat(user.blockLast(LONG)).isEqualTo("nobody");
    }

    @Test
    void current_inACallable_isThatOfItsSubscription() {
        assertThat(GoMono.of(() -> ReactorContext.current().<String>get("user"), here)
                        .contextWrite(Context.of("user", "Ada"))
                        .block(LONG))
                .isEqualTo("Ada");
    }

    @Test
    void current_elsewhere_isEmpty() throws Exception {
        assertThat(ReactorContext.current().isEmpty()).isTrue();
        AtomicReference<Boolean> inner = new AtomicReference<>();
        GoFlux.<Integer>generate(
                        emitter -> runtime.go(
                                        () -> inner.set(ReactorContext.current().isEmpty()))
                                .join(),
                        here)
                .contextWrite(Context.of("user", "Ada"))
                .blockLast(LONG);
        assertThat(inner).hasValue(true);
    }

    @Test
    void carried_isKnownToCodeThatIsNoBody() {
        Hooks.enableAutomaticContextPropagation();
        Mono<String> user = Mono.fromCallable(() -> ReactorContext.current().getOrDefault("user", "nobody"))
                .subscribeOn(scheduler);
        assertThat(user.contextWrite(Context.of("user", "Ada")).block(LONG)).isEqualTo("nobody");
        assertThat(user.contextWrite(ReactorContext::carry)
                        .contextWrite(Context.of("user", "Ada"))
                        .block(LONG))
                .isEqualTo("Ada");
        assertThat(user.contextWrite(Context.of("user", "Bob")).block(LONG)).isEqualTo("nobody");
        assertThat(ReactorContext.current().isEmpty()).isTrue();
    }

    @Test
    void carried_isHandedOn_byAwait_andGivesWayToTheContextOfABody() {
        Hooks.enableAutomaticContextPropagation();
        Mono<String> nested = GoMono.of(() -> ReactorContext.current().getOrDefault("user", "nobody"), here);
        Mono<String> outer = Mono.fromCallable(
                        () -> GoMono.await(nested) + " " + GoMono.await(nested.contextWrite(Context.of("user", "Bob"))))
                .subscribeOn(scheduler);
        assertThat(outer.contextWrite(ReactorContext::carry)
                        .contextWrite(Context.of("user", "Ada"))
                        .block(LONG))
                .isEqualTo("Ada Bob");
    }

    @Test
    void carry_again_keepsNoOlderOne() {
        Context twice = ReactorContext.carry(ReactorContext.carry(Context.of("user", "Ada")));
        ContextView carried = twice.get(ReactorContext.KEY);
        assertThat(carried.hasKey(ReactorContext.KEY)).isFalse();
        assertThat(carried.<String>get("user")).isEqualTo("Ada");
    }

    @Test
    void whatABodySubscribesTo_getsItsContext() {
        Flux<String> nested = GoFlux.generate(
                emitter -> {
                    emitter.emit(GoMono.await(Mono.deferContextual(c -> Mono.just("await " + c.get("user")))));
                    emitter.emit(GoFlux.toChannel(Flux.deferContextual(c -> Flux.just("channel " + c.get("user"))), 1)
                            .receive());
                    for (String each : GoFlux.iterate(Flux.deferContextual(c -> Flux.just("loop " + c.get("user"))))) {
                        emitter.emit(each);
                    }
                    for (String each : GoFlux.iterate(userInContext())) {
                        emitter.emit("generator " + each);
                    }
                },
                here);
        assertThat(nested.contextWrite(Context.of("user", "Ada")).collectList().block(LONG))
                .containsExactly("await Ada", "channel Ada", "loop Ada", "generator Ada");
    }

    // ---- thread locals without automatic propagation ----

    @Test
    void threadLocals_ofTheSubscribingThread_reachTheGoroutine() {
        MDC.put(LogLines.KEY, "17");
        GoFlux.<Integer>generate(
                        emitter -> {
                            lines.log("in the generator");
                            emitter.emit(1);
                        },
                        here)
                .doOnNext(lines::log) // on the goroutine
                .blockLast(LONG);
        GoMono.of(
                        () -> {
                            lines.log("in the call");
                            return 1;
                        },
                        here)
                .block(LONG);
        lines.assertAllHad("17", 3);
    }

    @Test
    void threadLocals_ofTheContext_comeBeforeThoseOfTheThread() {
        MDC.put(LogLines.KEY, "17");
        GoFlux.<Integer>generate(emitter -> lines.log("in the generator"), here)
                .contextWrite(inContext("18"))
                .blockLast(LONG);
        lines.assertAllHad("18", 1);
        assertThat(MDC.get(LogLines.KEY)).isEqualTo("17");
    }

    @Test
    void threadLocals_asABodyChangesThem_goWithWhatItSubscribesTo() {
        GoFlux.<Integer>generate(
                        emitter -> {
                            MDC.put(LogLines.KEY, "19");
                            Map<String, String> seen = GoMono.await(Mono.deferContextual(c ->
                                    Mono.just(c.get(io.micrometer.context.integration.Slf4jThreadLocalAccessor.KEY))));
                            assertThat(seen).containsEntry(LogLines.KEY, "19");
                            GoMono.await(GoMono.run(() -> lines.log("in the inner goroutine")));
                        },
                        here)
                .contextWrite(inContext("18"))
                .blockLast(LONG);
        lines.assertAllHad("19", 1);
    }

    @Test
    void threadLocals_afterTheBody_areGone() throws Exception {
        MDC.put(LogLines.KEY, "17");
        GoRuntime single = GoRuntime.builder().name("single").parallelism(1).build();
        StreamOptions there = StreamOptions.defaults().runtime(single);
        GoFlux.<Integer>generate(emitter -> lines.log("with"), there).blockLast(LONG);
        Goroutine next = single.go(() -> lines.log("without"));
        assertThat(next.join(LONG)).isTrue();
        lines.assertHad("with 17", "without null");
        single.close();
    }

    // ---- with automatic propagation ----

    @Test
    void threadLocals_propagatedAutomatically_areThereBeforeInAndAfterAGenerator() {
        Hooks.enableAutomaticContextPropagation();
        MDC.put(LogLines.KEY, "17");
        Flux<Integer> flux = GoFlux.<Integer>generate(
                        emitter -> {
                            lines.log("begin");
                            for (int i = 0; i < 5; i++) {
                                emitter.emit(i);
                            }
                            lines.log("end");
                        },
                        here)
                .doOnNext(lines::log)
                .subscribeOn(scheduler)
                .publishOn(scheduler)
                .doOnNext(lines::log)
                .flatMap(i -> GoMono.of(
                        () -> {
                            lines.log("call");
                            return i;
                        },
                        here))
                .doOnNext(lines::log);
        flux.blockLast(LONG);
        lines.assertAllHad("17", 22);
        flux.contextWrite(inContext("18")).blockLast(LONG);
        lines.assertAllHad("18", 22);
    }

    @Test
    void threadLocals_propagatedAutomatically_areThoseOfEachSubscriber() {
        Hooks.enableAutomaticContextPropagation();
        Flux<String> seen = GoFlux.generate(
                emitter -> {
                    for (int i = 0; i < 100; i++) {
                        emitter.emit(String.valueOf(MDC.get(LogLines.KEY)));
                    }
                },
                here);
        Flux.range(0, 50)
                .flatMap(
                        i -> seen.publishOn(scheduler)
                                .map(s -> s + '=' + MDC.get(LogLines.KEY) + '=' + i)
                                .contextWrite(inContext(String.valueOf(i))),
                        50)
                .doOnNext(s -> assertThat(s.split("=")).containsOnly(s.split("=")[2]))
                .blockLast(LONG);
    }
}
