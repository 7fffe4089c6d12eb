package dev.spindle.rxjava;

import dev.spindle.reactive.StreamOptions;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A random chain of RxJava's operators whose outcome does not depend on how its scheduler interleaves things.
 *
 * <p>Operators that let elements overtake one another are followed by a sort, or else by such only as do not care about the
 * order; then the outcome is compared without regard to it.
 */
final class Chain {

    /** An operator with its arguments. */
    private record Step(String text, Operator operator) {}

    private interface Operator {
        Flowable<Integer> apply(Flowable<Integer> upstream, Scheduler scheduler);
    }

    /** Steps that multiply the elements, at most. */
    private static final int GROWTH = 2;

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private boolean ordered = true;
    private int growth;

    private Chain(Random random) {
        this.random = random;
    }

    static Chain random(long seed) {
        Chain chain = new Chain(new Random(seed));
        chain.addSource();
        for (int n = 1 + chain.random.nextInt(8); n > 0; n--) {
            chain.addStep();
        }
        chain.addEnd();
        return chain;
    }

    Flowable<Integer> on(Scheduler scheduler) {
        Flowable<Integer> flowable = Flowable.empty();
        for (Step step : steps) {
            flowable = step.operator().apply(flowable, scheduler);
        }
        return flowable;
    }

    boolean isOrdered() {
        return ordered;
    }

    @Override
    public String toString() {
        return String.join("", steps.stream().map(Step::text).toList()) + (ordered ? "" : " (in any order)");
    }

    private void add(String text, Operator operator) {
        steps.add(new Step(text, operator));
    }

    private int upTo(int most) {
        return 1 + random.nextInt(most);
    }

    private void addSource() {
        int n = random.nextInt(60);
        switch (random.nextInt(5)) {
            case 0 -> add("range(" + n + ")", (none, scheduler) -> Flowable.range(0, n));
            case 1 ->
                add(
                        "hidden(" + n + ")",
                        (none, scheduler) -> Flowable.range(0, n).hide());
            case 2 ->
                add(
                        "generated(" + n + ")",
                        (none, scheduler) -> GoFlowable.generate(emitter -> {
                            for (int i = 0; i < n; i++) {
                                emitter.emit(i);
                            }
                        }));
            case 3 ->
                add(
                        "channel(" + n + ")",
                        (none, scheduler) -> Flowable.defer(() -> GoFlowable.from(
                                GoFlowable.toChannel(Flowable.range(0, n).observeOn(scheduler), 1 + n % 5))));
            default ->
                add(
                        "timed(" + n % 7 + ")",
                        (none, scheduler) -> Flowable.intervalRange(0, n % 7, 0, 200, TimeUnit.MICROSECONDS, scheduler)
                                .onBackpressureBuffer()
                                .map(Long::intValue));
        }
    }

    private void addStep() {
        int kind = random.nextInt(ordered ? 17 : 10);
        switch (kind) {
            case 0 -> addMap();
            case 1 -> addFilter();
            case 2 -> addObserveOn();
            case 3 -> add(".subscribeOn()", Flowable::subscribeOn);
            case 4 -> addRebatch();
            case 5 -> addTimeout();
            case 6 -> addFlatMap();
            case 7 -> addMerge();
            case 8 -> addConcatMap();
            case 9 -> addConcurrentMap();
            case 10 -> addBuffer();
            case 11 -> addWindow();
            case 12 -> addZip();
            case 13 -> addRetry();
            case 14 -> addTake();
            case 15 -> addLoop();
            default -> addTimeoutThatFires();
        }
    }

    private void addMap() {
        int k = random.nextInt(1000);
        add(".map(" + k + ")", (upstream, scheduler) -> upstream.map(x -> x * 31 + k));
    }

    private void addFilter() {
        int k = 1 + upTo(4);
        add(".filter(" + k + ")", (upstream, scheduler) -> upstream.filter(x -> Math.floorMod(x, k) != 0));
    }

    private void addObserveOn() {
        int prefetch = upTo(random.nextBoolean() ? 3 : 128);
        add(".observeOn(" + prefetch + ")", (upstream, scheduler) -> upstream.observeOn(scheduler, true, prefetch));
    }

    private void addConcurrentMap() {
        int concurrency = upTo(8);
        add(
                ".mapConcurrent(" + concurrency + ")",
                (upstream, scheduler) -> upstream.compose(GoFlowable.mapConcurrent(concurrency, x -> x + concurrency)));
    }

    private void addLoop() {
        int prefetch = upTo(8);
        add(
                ".transform(" + prefetch + ")",
                (upstream, scheduler) -> upstream.compose(GoFlowable.<Integer, Integer>transform(
                        prefetch,
                        (in, out) -> {
                            int sum = 0;
                            for (int x : in) {
                                sum += x;
                                out.emit(sum);
                            }
                        },
                        StreamOptions.defaults())));
    }

    private void addRebatch() {
        int n = upTo(20);
        add(".rebatchRequests(" + n + ")", (upstream, scheduler) -> upstream.rebatchRequests(n));
    }

    private void addTimeout() {
        add(".timeout()", (upstream, scheduler) -> upstream.timeout(5, TimeUnit.MINUTES, scheduler));
    }

    private void addTimeoutThatFires() {
        int k = random.nextInt(1000);
        add(
                ".concatWith(never.timeout(" + k + "))",
                (upstream, scheduler) -> upstream.concatWith(
                        Flowable.<Integer>never().timeout(1, TimeUnit.MILLISECONDS, scheduler, Flowable.just(k))));
    }

    /** A short flowable from an element, which takes the scheduler in one way or another. */
    private static Flowable<Integer> inner(int x, int way, Scheduler scheduler) {
        Flowable<Integer> few = Flowable.range(x, Math.floorMod(x, 4));
        return switch (way) {
            case 0 -> few.subscribeOn(scheduler);
            case 1 -> few.observeOn(scheduler, true, 1);
            case 2 -> few.delay(50, TimeUnit.MICROSECONDS, scheduler);
            default -> few;
        };
    }

    private void addFlatMap() {
        if (growth++ == GROWTH) {
            return;
        }
        int way = random.nextInt(4);
        int concurrency = upTo(16);
        add(
                ".flatMap(" + way + ", " + concurrency + ")",
                (upstream, scheduler) -> upstream.flatMap(x -> inner(x, way, scheduler), concurrency));
        becomeUnordered();
    }

    private void addConcatMap() {
        if (growth++ == GROWTH) {
            return;
        }
        int way = random.nextInt(4);
        int prefetch = upTo(4);
        add(
                ".concatMap(" + way + ", " + prefetch + ")",
                (upstream, scheduler) -> upstream.concatMap(x -> inner(x, way, scheduler), prefetch));
    }

    private void addMerge() {
        int n = random.nextInt(40);
        add(
                ".mergeWith(" + n + ")",
                (upstream, scheduler) -> upstream.mergeWith(Flowable.range(0, n).subscribeOn(scheduler)));
        becomeUnordered();
    }

    private void becomeUnordered() {
        if (random.nextBoolean()) {
            add(".sorted()", (upstream, scheduler) -> upstream.sorted());
            ordered = true;
        } else {
            ordered = false;
        }
    }

    private void addBuffer() {
        int size = upTo(5);
        int skip = upTo(5);
        add(
                ".buffer(" + size + ", " + skip + ")",
                (upstream, scheduler) -> upstream.buffer(size, skip).map(List::hashCode));
    }

    /** A window that nobody has subscribed to when the next element comes is given up; hence the eager operator. */
    private void addWindow() {
        int size = upTo(5);
        add(
                ".window(" + size + ")",
                (upstream, scheduler) -> upstream.window(size)
                        .concatMapEager(
                                window -> window.observeOn(scheduler, true, 2)
                                        .toList()
                                        .map(List::hashCode)
                                        .toFlowable(),
                                Integer.MAX_VALUE,
                                1));
    }

    private void addZip() {
        int n = random.nextInt(80);
        int prefetch = upTo(8);
        add(
                ".zipWith(" + n + ", " + prefetch + ")",
                (upstream, scheduler) -> upstream.zipWith(
                        Flowable.range(0, n).subscribeOn(scheduler), (a, b) -> a * 7 + b, true, prefetch));
    }

    private void addTake() {
        int n = random.nextInt(30);
        add(".take(" + n + ")", (upstream, scheduler) -> upstream.take(n));
    }

    /** Fails behind some elements, a few times; nothing asynchronous stands between that and the retry. */
    private void addRetry() {
        int times = upTo(3);
        int behind = random.nextInt(6);
        add(
                ".retry(" + times + " behind " + behind + ")",
                (upstream, scheduler) -> Flowable.defer(() -> {
                    AtomicInteger left = new AtomicInteger(times);
                    return Flowable.defer(() -> left.getAndDecrement() > 0
                                    ? upstream.take(behind)
                                            .concatWith(Flowable.error(new IllegalStateException("again")))
                                    : upstream)
                            .retry();
                }));
    }

    private void addEnd() {
        if (random.nextInt(6) == 0) {
            add(
                    ".error()",
                    (upstream, scheduler) -> upstream.concatWith(
                            Flowable.error(new UncheckedIOException("the end", new IOException()))));
        }
    }
}
