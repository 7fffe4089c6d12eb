package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.reactive.ConcurrentMapPublisher;
import dev.spindle.reactive.StreamOptions;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many subscribers, each as slow as it likes. */
@Timeout(300)
class GoFlowableBackpressureStressTest {

    private static final int SUBSCRIBERS = 10_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 100;

    private final GoRuntime runtime =
            GoRuntime.builder().name("slow").parallelism(2).build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final Scheduler scheduler = GoRxSchedulers.from(runtime);
    private final AtomicLong emitted = new AtomicLong();

    @AfterEach
    void close() {
        scheduler.shutdown();
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        runtime.close();
    }

    private Flowable<Integer> numbers(int n) {
        return GoFlowable.generate(
                emitter -> {
                    for (int i = 0; i < n; i++) {
                        emitter.emit(i);
                        emitted.incrementAndGet();
                    }
                },
                here);
    }

    private static long usedMemory() {
        System.gc();
        System.gc();
        Runtime jvm = Runtime.getRuntime();
        return jvm.totalMemory() - jvm.freeMemory();
    }

    @Test
    void tenThousandSlowSubscribers_holdAsManyParkedProducersInConstantMemory() {
        Flowable<Integer> flowable = numbers(Integer.MAX_VALUE);
        List<Slow> subscribers = new ArrayList<>();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            Slow slow = new Slow();
            flowable.subscribe(slow);
            subscribers.add(slow);
        }
        assertThat(runtime.stats().spawned()).as("started without a request").isZero();
        try {
            request(subscribers, 1, WARM_UP);
            long afterWarmUp = usedMemory();
            request(subscribers, WARM_UP + 1, WARM_UP + ROUNDS);
            // Whatever kept the elements would take 16 bytes for each at the least.
            assertThat(usedMemory() - afterWarmUp).isLessThan(16L * ROUNDS * SUBSCRIBERS);
            assertThat(runtime.stats().goroutines()).isEqualTo(SUBSCRIBERS);
            assertThat(subscribers)
                    .allMatch(slow ->
                            slow.received() == WARM_UP + ROUNDS && slow.wrong().isEmpty());
        } finally {
            subscribers.forEach(Slow::cancel);
        }
    }

    /** One element for each a round, and all producers parked after it. */
    private void request(List<Slow> subscribers, int from, int to) {
        for (int round = from; round <= to; round++) {
            subscribers.forEach(slow -> slow.request(1));
            long expected = (long) round * SUBSCRIBERS;
            awaitUntil(() -> emitted.get() == expected && runtime.stats().waiting() == SUBSCRIBERS);
        }
    }

    private Flowable<Integer> way(int i, int elements) {
        Flowable<Integer> numbers = numbers(elements);
        return switch (i % 6) {
            case 0 -> numbers;
            case 1 -> numbers.observeOn(scheduler, false, 1 + i % 7);
            case 2 -> numbers.subscribeOn(scheduler);
            case 3 -> numbers.rebatchRequests(1 + i % 5);
            case 4 ->
                numbers.compose(GoFlowable.<Integer, Integer>transform(
                        1 + i % 5,
                        (in, out) -> {
                            for (int x : in) {
                                out.emit(x);
                            }
                        },
                        here));
            default ->
                numbers.compose(GoFlowable.<Integer, Integer>mapConcurrent(
                        1 + i % 5, ConcurrentMapPublisher.Order.SOURCE, x -> x, here));
        };
    }

    @Test
    void randomRequests_fromAnyThread_loseAndReorderNothing() throws InterruptedException {
        Random seeds = new Random(Seed.next(GoFlowableBackpressureStressTest.class));
        int elements = 1_000;
        List<Slow> subscribers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Slow slow = new Slow();
            way(i, elements).subscribe(slow);
            subscribers.add(slow);
        }
        List<Thread> requesters = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            Random random = new Random(seeds.nextLong());
            requesters.add(Thread.ofPlatform().start(() -> {
                while (!subscribers.stream().allMatch(Slow::isOver)) {
                    subscribers.get(random.nextInt(subscribers.size())).request(1 + random.nextInt(100));
                }
            }));
        }
        for (Thread requester : requesters) {
            requester.join();
        }
        assertThat(subscribers).allSatisfy(slow -> {
            assertThat(slow.wrong()).isEmpty();
            assertThat(slow.received()).isEqualTo(elements);
        });
    }
}
