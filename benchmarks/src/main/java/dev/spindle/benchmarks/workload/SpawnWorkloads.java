package dev.spindle.benchmarks.workload;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Pipe;
import dev.spindle.benchmarks.engine.Task;
import java.util.concurrent.CountDownLatch;

/** Starting tasks. */
public final class SpawnWorkloads {

    /** Children that one round of {@link #capture} starts. */
    public static final int CAPTURING = 4;

    private SpawnWorkloads() {}

    /** One goroutine starts {@code n} others, each of which ends at once. */
    public static void spawn(Engine engine, int n) throws InterruptedException {
        var all = new Countdown(n);
        Task child = all::countDown;
        engine.spawn(() -> {
            for (int i = 0; i < n; i++) {
                engine.spawn(child);
            }
        });
        all.await();
    }

    /** As {@link #spawn}, with plain tasks in place of goroutines. */
    public static void spawnPlain(Engine engine, int n) throws InterruptedException {
        var all = new Countdown(n);
        Runnable child = all::countDown;
        engine.execute(() -> {
            for (int i = 0; i < n; i++) {
                engine.execute(child);
            }
        });
        all.await();
    }

    /** A thread that is none of the engine's submits {@code n} plain tasks. */
    public static void submit(Engine engine, int n) throws InterruptedException {
        var all = new Countdown(n);
        Runnable task = all::countDown;
        for (int i = 0; i < n; i++) {
            engine.execute(task);
        }
        all.await();
    }

    /**
     * One goroutine starts {@code n} others that compute for about half a microsecond each: as long as the starting takes or
     * longer, so that whoever is idle has to come and take some.
     */
    public static void steal(Engine engine, int n) throws InterruptedException {
        var all = new Countdown(n);
        Task child = () -> {
            Work.compute(Work.HALF_A_MICROSECOND);
            all.countDown();
        };
        engine.spawn(() -> {
            for (int i = 0; i < n; i++) {
                engine.spawn(child);
            }
        });
        all.await();
    }

    /** {@code n} times, one after the other: a goroutine starts four that capture a variable each, and waits for them. */
    public static void capture(Engine engine, int n) throws InterruptedException {
        Crew.run(engine, 1, () -> {
            for (int round = 0; round < n; round++) {
                var all = new CountDownLatch(CAPTURING);
                for (int i = 0; i < CAPTURING; i++) {
                    int captured = i;
                    engine.spawn(() -> {
                        if (captured < CAPTURING) {
                            all.countDown();
                        }
                    });
                }
                all.await();
            }
        });
    }

    /** Each worker starts goroutines that recurse, one after the other: {@code n} in all. */
    public static void recurse(Engine engine, int workers, int depth, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> {
            Pipe<Long> done = engine.pipe(1);
            Task deep = Task.of(() -> done.send(Work.recurse(depth)));
            for (int i = 0; i < n / workers; i++) {
                engine.spawn(deep);
                if (done.receive() != depth) {
                    throw new IllegalStateException("The recursion did not reach " + depth);
                }
            }
        });
    }

    /** A chain of {@code n} goroutines: each starts the next, a new object as a capturing lambda is, and ends. */
    public static void successor(Engine engine, int n) throws InterruptedException {
        successors(engine, 1, n);
    }

    /** Several chains at once, with {@code n} goroutines in all. */
    public static void successors(Engine engine, int chains, int n) throws InterruptedException {
        var end = new Countdown(chains);
        for (int i = 0; i < chains; i++) {
            engine.spawn(new Link(engine, n / chains, end));
        }
        end.await();
    }

    private record Link(Engine engine, int left, Countdown end) implements Task {

        @Override
        public void run() {
            if (left == 0) {
                end.countDown();
            } else {
                engine.spawn(new Link(engine, left - 1, end));
            }
        }
    }

    /** As {@link #successor}, where one goroutine starts itself anew. */
    public static void respawn(Engine engine, int n) throws InterruptedException {
        var end = new Countdown(1);
        engine.spawn(new Task() {
            private int left = n;

            @Override
            public void run() {
                if (left-- == 0) {
                    end.countDown();
                } else {
                    engine.spawn(this);
                }
            }
        });
        end.await();
    }
}
