package dev.spindle.benchmarks.workload;

import dev.spindle.benchmarks.engine.Engine;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Goroutines that do one thing together. */
final class Crew {

    private Crew() {}

    /** What one of them does. */
    @FunctionalInterface
    interface Member {

        void run() throws Exception;
    }

    /** Runs {@code body} in {@code size} goroutines at once, and waits for all of them. */
    static void run(Engine engine, int size, Member body) throws InterruptedException {
        Member[] members = new Member[size];
        for (int i = 0; i < size; i++) {
            members[i] = body;
        }
        run(engine, members);
    }

    /**
     * Runs each body in a goroutine of its own, and waits for all of them.
     *
     * @throws IllegalStateException if one fails, with the first failure as its cause
     */
    static void run(Engine engine, Member... bodies) throws InterruptedException {
        var all = new Countdown(bodies.length);
        var failure = new AtomicReference<@Nullable Throwable>();
        for (Member body : bodies) {
            engine.spawn(() -> {
                try {
                    body.run();
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
                all.countDown();
            });
        }
        all.await();
        Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException("A goroutine of the workload failed", first);
        }
    }
}
