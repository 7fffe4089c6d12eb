package dev.spindle.reactor;

import dev.spindle.channel.Receiver;
import dev.spindle.reactive.Emitter;
import dev.spindle.reactive.StreamOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A random chain of operators, to be built on any scheduler. What has no order of its own is sorted on the spot, so that the
 * outcome of a chain is one, whatever runs it.
 */
final class Pipeline {

    private static final int STEPS_MAX = 8;
    private static final int ELEMENTS_MAX = 300;
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofNanos(50_000);

    private interface Step {
        Flux<Integer> apply(Flux<Integer> flux, Scheduler scheduler);
    }

    private final StringBuilder text = new StringBuilder();
    private final List<Step> steps = new ArrayList<>();
    private final Random random;
    private Function<Scheduler, Flux<Integer>> source;

    private Pipeline(long seed) {
        random = new Random(seed);
    }

    static Pipeline random(long seed) {
        Pipeline pipeline = new Pipeline(seed);
        pipeline.addSource();
        int n = 1 + pipeline.random.nextInt(STEPS_MAX);
        for (int i = 0; i < n; i++) {
            pipeline.addStep();
        }
        if (pipeline.random.nextInt(4) == 0) {
            pipeline.addFailure();
        }
        return pipeline;
    }

    Flux<Integer> on(Scheduler scheduler) {
        Flux<Integer> flux = source.apply(scheduler);
        for (Step step : steps) {
            flux = step.apply(flux, scheduler);
        }
        return flux;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private int upTo(int most) {
        return 1 + random.nextInt(most);
    }

    private void add(String name, Step step) {
        text.append('.').append(name);
        steps.add(step);
    }

    private void addSource() {
        int n = random.nextInt(ELEMENTS_MAX);
        int kind = random.nextInt(5);
        text.append(List.of("range", "hidden", "generate", "goroutine", "channel")
                        .get(kind))
                .append('(')
                .append(n)
                .append(')');
        source = scheduler -> switch (kind) {
            case 0 -> Flux.range(0, n);
            case 1 -> Flux.range(0, n).hide();
            case 2 ->
                Flux.generate(() -> 0, (i, sink) -> {
                    if (i == n) {
                        sink.complete();
                    } else {
                        sink.next(i);
                    }
                    return i + 1;
                });
            case 3 ->
                GoFlux.generate(emitter -> {
                    for (int i = 0; i < n; i++) {
                        emitter.emit(i);
                    }
                });
            default ->
                Flux.defer(() -> GoFlux.from(GoFlux.toChannel(Flux.range(0, n).publishOn(scheduler), 1 + n % 5)));
        };
    }

    private void addStep() {
        int n = upTo(40);
        switch (random.nextInt(23)) {
            case 0 -> add("map(+" + n + ')', (f, s) -> f.map(i -> i + n));
            case 1 -> add("filter(%" + n + ')', (f, s) -> f.filter(i -> i % n != 0));
            case 2 -> add("publishOn(" + n + ')', (f, s) -> f.publishOn(s, n));
            case 3 -> add("publishOn", (f, s) -> f.publishOn(s));
            case 4 -> add("subscribeOn", (f, s) -> f.subscribeOn(s));
            case 5 -> add("limitRate(" + n + ')', (f, s) -> f.limitRate(n));
            case 6 -> add("take(" + 5 * n + ')', (f, s) -> f.take(5L * n));
            case 7 ->
                add(
                        "flatMap(subscribeOn, " + n + ')',
                        (f, s) -> sorted(
                                f.flatMap(i -> Mono.fromCallable(() -> i * 3).subscribeOn(s), n)));
            case 8 ->
                add(
                        "flatMap(range.publishOn, " + n + ')',
                        (f, s) ->
                                sorted(f.take(50).flatMap(i -> Flux.range(i, 4).publishOn(s, 2), n)));
            case 9 ->
                add(
                        "concatMap(publishOn)",
                        (f, s) -> f.take(50).concatMap(i -> Flux.range(i, 3).publishOn(s), 1 + n % 4));
            case 10 ->
                add(
                        "flatMapSequential(" + n + ')',
                        (f, s) -> f.flatMapSequential(i -> Mono.just(i).publishOn(s), n));
            case 11 -> add("buffer(" + n + ')', (f, s) -> f.buffer(n).map(Pipeline::sum));
            case 12 -> add("buffer(" + n + ", +3)", (f, s) -> f.buffer(n, n + 3).map(Pipeline::sum));
            case 13 ->
                add(
                        "window(" + n + ')',
                        (f, s) -> f.window(n).concatMap(w -> w.publishOn(s).reduce(0, Integer::sum)));
            case 14 ->
                add(
                        "zipWith",
                        (f, s) ->
                                f.zipWith(Flux.range(0, 10 * n).subscribeOn(s).publishOn(s, 3), (a, b) -> 31 * a + b));
            case 15 ->
                add("mergeWith", (f, s) -> sorted(f.mergeWith(Flux.range(0, n).subscribeOn(s))));
            case 16 -> add("retry(" + n % 3 + ')', (f, s) -> retried(f, n % 3));
            case 17 -> add("timeout", (f, s) -> f.timeout(NEVER, s));
            case 18 ->
                add(
                        "timeout(soon)",
                        (f, s) -> f.take(5).concatMap(i -> Mono.<Integer>never().timeout(SOON, Mono.just(i + n), s)));
            case 19 ->
                add(
                        "mapConcurrent(" + n + ')',
                        (f, s) -> f.transform(GoFlux.<Integer, Integer>mapConcurrent(n, i -> i - n)));
            case 20 ->
                add(
                        "mapConcurrentUnordered(" + n + ')',
                        (f, s) -> sorted(
                                f.transform(GoFlux.<Integer, Integer>mapConcurrentUnordered(n, i -> i + 2 * n))));
            case 21 ->
                add(
                        "transform(" + n + ')',
                        (f, s) -> f.transform(GoFlux.transform(n, Pipeline::runningSums, StreamOptions.defaults())));
            default ->
                add(
                        "delay",
                        (f, s) -> f.take(10).concatMap(i -> Mono.delay(SOON, s).thenReturn(i)));
        }
    }

    /** At its end only, and followed by what neither overtakes a failure nor drops what came before it. */
    private void addFailure() {
        int at = random.nextInt(ELEMENTS_MAX);
        add(
                "fail(" + at + ')',
                (f, s) -> f.index((index, i) -> {
                    if (index == at) {
                        throw new IllegalStateException("failed at " + at);
                    }
                    return i;
                }));
        switch (random.nextInt(4)) {
            case 0 -> add("publishOn", (f, s) -> f.publishOn(s));
            case 1 -> add("limitRate.publishOn(3)", (f, s) -> f.limitRate(5).publishOn(s, 3));
            case 2 ->
                add(
                        "onErrorResume",
                        (f, s) -> f.onErrorResume(e -> Flux.range(0, 3).publishOn(s)));
            default -> add("subscribeOn", (f, s) -> f.subscribeOn(s));
        }
    }

    private static Flux<Integer> sorted(Flux<Integer> flux) {
        return flux.collectSortedList(Comparator.naturalOrder()).flatMapIterable(list -> list);
    }

    private static void runningSums(Receiver<Integer> in, Emitter<Integer> out) throws InterruptedException {
        int sum = 0;
        for (int i : in) {
            sum += i;
            out.emit(sum);
        }
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    /** Fails so many times and is retried; afresh for each subscription, as those may come and go at any moment. */
    private static Flux<Integer> retried(Flux<Integer> flux, int times) {
        return Flux.defer(() -> {
            AtomicInteger left = new AtomicInteger(times);
            return Flux.defer(() -> left.getAndDecrement() > 0
                            ? flux.take(7).concatWith(Mono.error(new IllegalStateException("again")))
                            : flux)
                    .retry(times);
        });
    }
}
