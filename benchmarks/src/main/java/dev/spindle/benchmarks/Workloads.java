package dev.spindle.benchmarks;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Pipe;
import dev.spindle.benchmarks.engine.Task;

/**
 * The workloads, each written once for every engine, and each with a twin of the same shape in the Go program. All are
 * called from a platform thread and return when everything that they started has ended.
 */
public final class Workloads {

    private static final int CHILDREN = 10;

    /** Channels carry one and the same object, as Go's carry a word without allocating. */
    private static final Object ELEMENT = new Object();

    private Workloads() {}

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

    /** A chain of {@code n} goroutines: each starts the next, a new object as a capturing lambda is, and ends. */
    public static void successor(Engine engine, int n) throws InterruptedException {
        var end = new Countdown(1);
        engine.spawn(new Link(engine, n, end));
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

    /**
     * A tree of goroutines, ten children each, whose leaves send their number up.
     *
     * @param leaves a power of ten
     * @return the sum at the root
     */
    public static long skynet(Engine engine, int leaves) throws InterruptedException {
        var end = new Countdown(1);
        var sum = new long[1];
        engine.spawn(Task.of(() -> {
            Pipe<Long> result = engine.pipe(0);
            engine.spawn(new Node(engine, result, 0, leaves));
            sum[0] = result.receive();
            end.countDown();
        }));
        end.await();
        long expected = (long) leaves * (leaves - 1) / 2;
        if (sum[0] != expected) {
            throw new IllegalStateException("skynet gave " + sum[0] + " in place of " + expected);
        }
        return sum[0];
    }

    private record Node(Engine engine, Pipe<Long> parent, long number, int size) implements Task {

        @Override
        public void run() {
            try {
                parent.send(size == 1 ? number : sumOfChildren());
            } catch (InterruptedException e) {
                throw new IllegalStateException("A node was interrupted", e);
            }
        }

        private long sumOfChildren() throws InterruptedException {
            Pipe<Long> children = engine.pipe(0);
            int each = size / CHILDREN;
            for (int i = 0; i < CHILDREN; i++) {
                engine.spawn(new Node(engine, children, number + (long) i * each, each));
            }
            long sum = 0;
            for (int i = 0; i < CHILDREN; i++) {
                sum += children.receive();
            }
            return sum;
        }
    }

    /** Two goroutines, two rendezvous channels, {@code n} round trips. */
    public static void pingPong(Engine engine, int n) throws InterruptedException {
        Pipe<Object> ping = engine.pipe(0);
        Pipe<Object> pong = engine.pipe(0);
        var all = new Countdown(2);
        engine.spawn(Task.of(() -> {
            for (int i = 0; i < n; i++) {
                ping.send(ELEMENT);
                pong.receive();
            }
            all.countDown();
        }));
        engine.spawn(Task.of(() -> {
            for (int i = 0; i < n; i++) {
                pong.send(ping.receive());
            }
            all.countDown();
        }));
        all.await();
    }

    /** One producer sends {@code n} elements to one consumer. */
    public static void prodCons(Engine engine, int capacity, int n) throws InterruptedException {
        Pipe<Object> pipe = engine.pipe(capacity);
        var all = new Countdown(2);
        engine.spawn(producer(pipe, n, all));
        engine.spawn(Task.of(() -> {
            for (int i = 0; i < n; i++) {
                pipe.receive();
            }
            all.countDown();
        }));
        all.await();
    }

    /** Two producers, each with a rendezvous channel; one goroutine receives {@code n} elements from either. */
    public static void selectOfTwo(Engine engine, int n) throws InterruptedException {
        Pipe<Object> first = engine.pipe(0);
        Pipe<Object> second = engine.pipe(0);
        Pipe.Selector<Object> either = engine.selector(first, second);
        var all = new Countdown(3);
        engine.spawn(producer(first, n / 2, all));
        engine.spawn(producer(second, n / 2, all));
        engine.spawn(Task.of(() -> {
            for (int i = 0; i < n / 2 * 2; i++) {
                either.select();
            }
            all.countDown();
        }));
        all.await();
    }

    private static Task producer(Pipe<Object> pipe, int n, Countdown all) {
        return Task.of(() -> {
            for (int i = 0; i < n; i++) {
                pipe.send(ELEMENT);
            }
            all.countDown();
        });
    }
}
