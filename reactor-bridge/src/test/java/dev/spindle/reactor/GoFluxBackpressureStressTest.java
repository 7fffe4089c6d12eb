package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.reactive.StreamOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Many subscribers, each as slow as it likes. */
@Timeout(300)
class GoFluxBackpressureStressTest {

    private static final int SUBSCRIBERS = 10_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 100;

    private final GoRuntime runtime =
            GoRuntime.builder().name("slow").parallelism(2).build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final Scheduler scheduler = GoSchedulers.from(runtime);
    private final AtomicLong emitted = new AtomicLong();

    @AfterEach
    void close() {
        scheduler.dispose();
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        runtime.close();
    }

    private Flux<Integer> numbers(int n) {
        return GoFlux.generate(
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
        Flux<Integer> flux = numbers(Integer.MAX_VALUE);
        List<Slow> subscribers = new ArrayList<>();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            Slow slow = new Slow();
            flux.subscribe(slow);
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
            assertThat(subscribers).allMatch(slow -> slow.received() == WARM_UP + ROUNDS && slow.failure() == null);
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

    @Test
    void randomRequests_fromAnyThread_loseAndReorderNothing() throws InterruptedException {
        Random seeds = new Random(Seed.next(GoFluxBackpressureStressTest.class));
        int elements = 2_000;
        List<Slow> subscribers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Slow slow = new Slow();
            Flux<Integer> flux = numbers(elements);
            (switch (i % 4) {
                        case 0 -> flux;
                        case 1 -> flux.publishOn(scheduler, 1 + i % 7);
                        case 2 -> flux.subscribeOn(scheduler);
                        default -> flux.limitRate(1 + i % 5);
                    })
                    .subscribe(slow);
            subscribers.add(slow);
        }
        List<Thread> requesters = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            Random random = new Random(seeds.nextLong());
            requesters.add(Thread.ofPlatform().start(() -> {
                while (!subscribers.stream().allMatch(slow -> slow.isCompleted() || slow.failure() != null)) {
                    subscribers.get(random.nextInt(subscribers.size())).request(1 + random.nextInt(100));
                }
            }));
        }
        for (Thread requester : requesters) {
            requester.join();
        }
        assertThat(subscribers).allSatisfy(slow -> {
            assertThat(slow.failure()).isNull();
            assertThat(slow.received()).isEqualTo(elements);
        });
    }
}
