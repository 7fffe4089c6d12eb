package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Whatever chain of operators: on our schedulers it gives what it gives on Reactor's. */
@Timeout(300)
class RandomPipelinesTest {

    private static final int PIPELINES = Integer.getInteger("spindle.test.pipelines", 1000);

    private final GoRuntime runtime =
            GoRuntime.builder().name("pipelines").parallelism(2).build();
    private final List<Scheduler> ours = List.of(
            GoSchedulers.from(runtime),
            GoSchedulers.from(runtime, OnCancel.LET_RUN),
            GoSchedulers.builder(runtime).serial().build(),
            GoSchedulers.builder(runtime).forbidBlocking().build());
    private final List<Scheduler> theirs = List.of(Schedulers.parallel(), Schedulers.boundedElastic());
    private final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void open() {
        Hooks.onErrorDropped(dropped::add);
    }

    @AfterEach
    void close() {
        Hooks.resetOnErrorDropped();
        Schedulers.resetNonBlockingThreadPredicate();
        ours.forEach(Scheduler::dispose);
        runtime.close();
    }

    /** All elements, and the failure if there is one. */
    private static List<String> outcome(Pipeline pipeline, Scheduler scheduler) {
        try {
            return pipeline.on(scheduler)
                    .materialize()
                    .map(RandomPipelinesTest::textOf)
                    .collectList()
                    .block(LONG);
        } catch (IllegalStateException e) {
            throw new AssertionError("no end on " + scheduler + " of " + pipeline, e);
        }
    }

    private static String textOf(Signal<Integer> signal) {
        return signal.isOnNext()
                ? String.valueOf(signal.get())
                : signal.isOnError() ? signal.getThrowable().toString() : "end";
    }

    @Test
    void random_overManySeeds_drawsEveryOperator() {
        String drawn = LongStream.range(0, PIPELINES)
                .mapToObj(seed -> Pipeline.random(seed).toString())
                .collect(Collectors.joining(" "));
        assertThat(drawn)
                .contains("range(", "hidden(", "generate(", "goroutine(", "channel(")
                .contains(".map(", ".filter(", ".flatMap(", ".concatMap(", ".publishOn", ".subscribeOn", ".buffer(")
                .contains(".window(", ".zipWith", ".mergeWith", ".retry(", ".timeout", ".take(", ".limitRate(")
                .contains(
                        ".flatMapSequential(", ".mapConcurrent(", ".mapConcurrentUnordered(", ".transform(", ".fail(");
    }

    @Test
    void randomPipeline_onOurs_givesWhatItGivesOnReactors() {
        Random seeds = new Random(Seed.next(RandomPipelinesTest.class));
        for (int i = 0; i < PIPELINES; i++) {
            Pipeline pipeline = Pipeline.random(seeds.nextLong());
            List<String> expected = outcome(pipeline, theirs.get(i % theirs.size()));
            assertThat(outcome(pipeline, ours.get(i % ours.size())))
                    .as("%d: %s", i, pipeline)
                    .isEqualTo(expected);
        }
        assertThat(dropped).isEmpty();
        awaitUntil(() -> runtime.stats().timers() == 0 && runtime.stats().goroutines() == 0);
    }
}
