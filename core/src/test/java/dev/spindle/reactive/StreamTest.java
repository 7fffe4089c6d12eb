package dev.spindle.reactive;

import static dev.spindle.reactive.Probe.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;

/** What tests of streams have in common: a runtime whose goroutines must end, and fail only as expected. */
@Timeout(120)
abstract class StreamTest {

    /** Those that a test expects it takes out. */
    final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

    final GoRuntime runtime = GoRuntime.builder()
            .name("stream")
            .parallelism(2)
            .uncaughtHandler((thread, failure) -> uncaught.add(failure))
            .build();

    final StreamOptions options = StreamOptions.defaults().runtime(runtime);

    @AfterEach
    void close() {
        runtime.close();
        assertThat(uncaught).isEmpty();
    }

    void awaitNoGoroutine() {
        try {
            awaitUntil(() -> runtime.stats().goroutines() == 0);
        } catch (AssertionError e) {
            throw new AssertionError(runtime.dump(), e);
        }
    }

    void awaitWaitingForDemand() {
        awaitUntil(() -> runtime.dump().contains("stream demand"));
    }

    /** Holds the only P of a runtime until what this returns is set. */
    static AtomicBoolean hold(GoRuntime narrow) throws InterruptedException {
        CountDownLatch holds = new CountDownLatch(1);
        AtomicBoolean release = new AtomicBoolean();
        narrow.execute(() -> {
            holds.countDown();
            while (!release.get()) {
                Thread.onSpinWait();
            }
        });
        holds.await();
        return release;
    }

    static void awaitCollected(WeakReference<?> reference) {
        awaitUntil(() -> {
            System.gc();
            return reference.refersTo(null);
        });
    }

    Probe<Integer> subscribe(Publisher<Integer> publisher) {
        return subscribe(publisher, new Probe<>());
    }

    Probe<Integer> subscribe(Publisher<Integer> publisher, Probe<Integer> probe) {
        publisher.subscribe(probe);
        return probe;
    }

    Probe<Integer> generate(Generator<Integer> generator) {
        return subscribe(generated(generator));
    }

    Probe<Integer> generate(Generator<Integer> generator, Probe<Integer> probe) {
        return subscribe(generated(generator), probe);
    }

    GoroutinePublisher<Integer> generated(Generator<Integer> generator) {
        return GoroutinePublisher.of(generator, options);
    }

    GoroutinePublisher<Integer> numbers(int n) {
        return generated(emitter -> {
            for (int i = 0; i < n; i++) {
                emitter.emit(i);
            }
        });
    }

    static List<Integer> range(int n) {
        return IntStream.range(0, n).boxed().toList();
    }
}
