package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever chain of operators: on our scheduler it gives what it gives on RxJava's. */
@Timeout(300)
class RandomChainsTest {

    private static final int CHAINS = Integer.getInteger("spindle.test.chains", 500);

    private final GoRuntime runtime =
            GoRuntime.builder().name("chains").parallelism(2).build();
    private final Scheduler scheduler = GoRxSchedulers.from(runtime);

    @AfterEach
    void close() {
        scheduler.shutdown();
        runtime.close();
    }

    private static Outcome outcome(Chain chain, Scheduler scheduler, long seed) {
        try {
            Outcome outcome = Outcome.of(chain.on(scheduler), seed);
            return chain.isOrdered() ? outcome : outcome.sorted();
        } catch (AssertionError e) {
            throw new AssertionError("no end on " + scheduler + " of " + chain, e);
        }
    }

    @Test
    void random_overManySeeds_drawsEveryOperator() {
        String drawn = LongStream.range(0, CHAINS)
                .mapToObj(seed -> Chain.random(seed).toString())
                .collect(Collectors.joining(" "));
        assertThat(drawn)
                .contains("range(", "hidden(", "generated(", "channel(", "timed(")
                .contains(".map(", ".filter(", ".flatMap(", ".concatMap(", ".observeOn(", ".subscribeOn(", ".buffer(")
                .contains(".window(", ".zipWith(", ".mergeWith(", ".retry(", ".timeout(", ".take(", ".rebatchRequests(")
                .contains(".mapConcurrent(", ".transform(", ".concatWith(never.timeout(", ".sorted(", ".error(");
    }

    @Test
    void randomChain_onOurs_givesWhatItGivesOnRxJavas() {
        Random seeds = new Random(Seed.next(RandomChainsTest.class));
        try (Undeliverable undeliverable = new Undeliverable()) {
            for (int i = 0; i < CHAINS; i++) {
                long seed = seeds.nextLong();
                Chain chain = Chain.random(seed);
                Outcome ours = outcome(chain, scheduler, seed);
                Scheduler theirs = i % 2 == 0 ? Schedulers.computation() : Schedulers.io();
                assertThat(ours).as("%d: %s", i, chain).isEqualTo(outcome(chain, theirs, seed));
                assertThat(ours.wrong()).as("%d: %s", i, chain).isEmpty();
            }
            undeliverable.expectNone();
        }
        awaitUntil(() -> runtime.stats().timers() == 0 && runtime.stats().goroutines() == 0);
    }
}
