package dev.spindle.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Timeout(60)
class GoFluxTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final GoRuntime runtime =
            GoRuntime.builder().name("flux").parallelism(2).build();
    private final Scheduler scheduler = GoSchedulers.from(runtime);

    @AfterEach
    void close() {
        scheduler.dispose();
        runtime.close();
    }

    private Channel<Integer> produce(int n, int capacity) {
        Channel<Integer> channel = Channel.buffered(capacity);
        runtime.go(() -> {
            for (int i = 0; i < n; i++) {
                channel.send(i);
            }
            channel.close();
        });
        return channel;
    }

    @Test
    void from_throughPublishOn_givesAllInOrder() {
        for (int prefetch : new int[] {1, 16, 256}) {
            StepVerifier.create(GoFlux.from(produce(20_000, 8), runtime)
                            .publishOn(scheduler, prefetch)
                            .index()
                            .filter(pair -> pair.getT1() != pair.getT2().longValue())
                            .count())
                    .expectNext(0L)
                    .expectComplete()
                    .verify(LONG);
        }
    }

    @Test
    void from_withoutDemand_letsTheProducerWait() {
        Channel<Integer> channel = produce(9, 4);
        StepVerifier.create(GoFlux.from(channel, runtime), 0)
                .thenRequest(3)
                .expectNext(0, 1, 2)
                .then(() -> awaitFull(channel))
                .then(() -> assertThat(channel.length()).isEqualTo(4))
                .thenRequest(1)
                .expectNext(3)
                .thenCancel()
                .verify(LONG);
        runtime.go(() -> channel.forEach(i -> {})); // lets the producer end
    }

    private static void awaitFull(Channel<Integer> channel) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (channel.length() < 4 && System.nanoTime() - deadline < 0) {
            Thread.yield();
        }
    }

    @Test
    void from_ofAChannelThatFails_fails() {
        Channel<Integer> channel = Channel.buffered(1);
        channel.trySend(1);
        IOException cause = new IOException("on purpose");
        channel.close(cause);
        StepVerifier.create(GoFlux.from(channel))
                .expectNext(1)
                .expectErrorSatisfies(failure -> assertThat(failure).isSameAs(cause))
                .verify(LONG);
    }

    @Test
    void from_thenTake_leavesTheRestInTheChannel() {
        Channel<Integer> channel = Channel.unlimited();
        for (int i = 0; i < 10; i++) {
            channel.trySend(i);
        }
        StepVerifier.create(GoFlux.from(channel, runtime).take(3))
                .expectNext(0, 1, 2)
                .expectComplete()
                .verify(LONG);
        assertThat(channel.length()).isEqualTo(7);
    }

    @Test
    void from_behindSubscribeOnWithSmallRequests_doesNotDeadlock() {
        for (Scheduler where : new Scheduler[] {scheduler, Schedulers.parallel()}) {
            StepVerifier.create(GoFlux.from(produce(1000, 1), runtime)
                            .subscribeOn(where)
                            .limitRate(1)
                            .count())
                    .expectNext(1000L)
                    .expectComplete()
                    .verify(LONG);
        }
    }

    @Test
    void from_withoutARuntime_usesTheCurrentOne() throws Exception {
        Channel<Integer> channel = Channel.unlimited();
        channel.trySend(1);
        channel.close();
        AtomicReference<GoRuntime> seen = new AtomicReference<>();
        Flux<Integer> flux = GoFlux.from(channel);
        runtime.go(() -> flux.doOnNext(i -> seen.set(GoRuntime.current())).blockLast(LONG))
                .join();
        assertThat(seen).hasValue(runtime);
    }
}
