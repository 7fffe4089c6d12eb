package dev.spindle.benchmarks.workload;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Pipe;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Channels between goroutines; and one goroutine that computes beside those that use them. */
public final class ChannelWorkloads {

    /** Elements that one goroutine sends, or receives, before it does the other. */
    private static final int TURN = 100;

    /** Elements of a {@link #sync} batch. */
    private static final int BATCH = 1_000;

    /** How much longer a sender of {@link #wakeups} waits than its receiver, so that it finds it waiting. */
    private static final long WAKE_DELAY_NANOS = TimeUnit.MICROSECONDS.toNanos(5);

    /** Channels carry one and the same object, as Go's carry a word without allocating. */
    static final Object ELEMENT = new Object();

    private ChannelWorkloads() {}

    /** Two goroutines, two rendezvous channels, {@code n} round trips. */
    public static void pingPong(Engine engine, int n) throws InterruptedException {
        Pipe<Object> ping = engine.pipe(0);
        Pipe<Object> pong = engine.pipe(0);
        Crew.run(
                engine,
                () -> {
                    for (int i = 0; i < n; i++) {
                        ping.send(ELEMENT);
                        pong.receive();
                    }
                },
                () -> {
                    for (int i = 0; i < n; i++) {
                        pong.send(ping.receive());
                    }
                });
    }

    /** {@link #pingPong} beside a goroutine that looks into an empty channel again and again and never waits. */
    public static void pingPongBesideHog(Engine engine, int n) throws InterruptedException {
        var ended = new Countdown(1);
        var stopped = new AtomicBoolean();
        Pipe<Object> empty = engine.pipe(1);
        engine.spawn(() -> {
            while (!stopped.get() && empty.tryReceive() == null) {
                Thread.onSpinWait();
            }
            ended.countDown();
        });
        pingPong(engine, n);
        stopped.set(true);
        ended.await();
    }

    /** Producers send {@code n} elements in all to as many consumers. */
    public static void prodCons(Engine engine, int capacity, int pairs, int n) throws InterruptedException {
        Pipe<Object> pipe = engine.pipe(capacity);
        int each = n / pairs;
        Crew.Member[] crew = new Crew.Member[2 * pairs];
        for (int i = 0; i < pairs; i++) {
            crew[i] = () -> sendAll(pipe, each);
            crew[pairs + i] = () -> receiveAll(pipe, each);
        }
        Crew.run(engine, crew);
    }

    /** As {@link #prodCons}, where both sides compute for about 100 ns an element. */
    public static void prodConsWork(Engine engine, int capacity, int pairs, int n) throws InterruptedException {
        Pipe<Object> pipe = engine.pipe(capacity);
        int each = n / pairs;
        Crew.Member[] crew = new Crew.Member[2 * pairs];
        for (int i = 0; i < pairs; i++) {
            crew[i] = () -> {
                for (int k = 0; k < each; k++) {
                    Work.compute(TURN);
                    pipe.send(ELEMENT);
                }
            };
            crew[pairs + i] = () -> {
                for (int k = 0; k < each; k++) {
                    pipe.receive();
                    Work.compute(TURN);
                }
            };
        }
        Crew.run(engine, crew);
    }

    /** Two goroutines and one rendezvous channel; they change sides for each element, and who begins for each batch. */
    public static void sync(Engine engine, int n) throws InterruptedException {
        Pipe<Object> pipe = engine.pipe(0);
        Crew.run(engine, () -> alternate(pipe, n, 0), () -> alternate(pipe, n, 1));
    }

    private static void alternate(Pipe<Object> pipe, int n, int me) throws InterruptedException {
        for (int batch = 0; batch < n / BATCH; batch++) {
            for (int i = 0; i < BATCH / 2; i++) {
                if ((batch & 1) == me) {
                    pipe.receive();
                    pipe.send(ELEMENT);
                } else {
                    pipe.send(ELEMENT);
                    pipe.receive();
                }
            }
        }
    }

    /** Each worker makes a channel for one element, sends and receives it, and forgets the channel. */
    public static void creation(Engine engine, int workers, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> {
            for (int i = 0; i < n / workers; i++) {
                Pipe<Object> pipe = engine.pipe(1);
                pipe.send(ELEMENT);
                pipe.receive();
            }
        });
    }

    /** Each worker sends a hundred elements into a channel of its own and receives them. */
    public static void uncontended(Engine engine, int workers, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> takeTurns(engine.pipe(TURN), n / workers));
    }

    /** As {@link #uncontended}, with one channel for all. */
    public static void contended(Engine engine, int workers, int n) throws InterruptedException {
        Pipe<Object> pipe = engine.pipe(TURN * workers);
        Crew.run(engine, workers, () -> takeTurns(pipe, n / workers));
    }

    private static void takeTurns(Pipe<Object> pipe, int n) throws InterruptedException {
        for (int i = 0; i < n / TURN; i++) {
            sendAll(pipe, TURN);
            receiveAll(pipe, TURN);
        }
    }

    /** Workers look into one empty channel, without waiting. */
    public static void nonblocking(Engine engine, int workers, int n) throws InterruptedException {
        Pipe<Object> empty = engine.pipe(0);
        Crew.run(engine, workers, () -> {
            for (int i = 0; i < n / workers; i++) {
                if (empty.tryReceive() != null) {
                    throw new IllegalStateException("An element out of nowhere");
                }
            }
        });
    }

    /** Workers receive from a channel that is closed and drained. */
    public static void closed(Engine engine, int workers, int n) throws InterruptedException {
        Pipe<Object> closed = engine.pipe(0);
        closed.close();
        Crew.run(engine, workers, () -> {
            for (int i = 0; i < n / workers; i++) {
                if (closed.receiveOrNull() != null) {
                    throw new IllegalStateException("An element out of nowhere");
                }
            }
        });
    }

    /** A channel is filled with {@code n} elements and closed; then one goroutine receives them, to the end. */
    public static void drain(Engine engine, int n) throws InterruptedException {
        Pipe<Object> full = engine.pipe(n);
        Crew.run(engine, 1, () -> {
            sendAll(full, n);
            full.close();
            int received = 0;
            while (full.receiveOrNull() != null) {
                received++;
            }
            if (received != n) {
                throw new IllegalStateException("Received " + received + " of " + n);
            }
        });
    }

    /** A channel that is a semaphore: an element in its buffer is a permit that is taken. */
    public static void semaphore(Engine engine, int workers, int n) throws InterruptedException {
        Pipe<Object> permits = engine.pipe(workers);
        Crew.run(engine, workers, () -> {
            for (int i = 0; i < n / workers; i++) {
                permits.send(ELEMENT);
                permits.receive();
            }
        });
    }

    /**
     * Two goroutines that wake each other: the receiver computes for {@code delay}, then receives; the sender computes a little
     * longer and sends; then they change sides. If they compute at the same time, a round takes twice the delay, else four
     * times.
     */
    public static void wakeups(Engine engine, long delayNanos, int n) throws InterruptedException {
        Pipe<Object> ping = engine.pipe(0);
        Pipe<Object> pong = engine.pipe(0);
        Crew.run(
                engine,
                () -> {
                    for (int i = 0; i < n; i++) {
                        Work.spin(delayNanos + WAKE_DELAY_NANOS);
                        ping.send(ELEMENT);
                        Work.spin(delayNanos);
                        pong.receive();
                    }
                },
                () -> {
                    for (int i = 0; i < n; i++) {
                        Work.spin(delayNanos);
                        ping.receive();
                        Work.spin(delayNanos + WAKE_DELAY_NANOS);
                        pong.send(ELEMENT);
                    }
                });
    }

    static void sendAll(Pipe<Object> pipe, int n) throws InterruptedException {
        for (int i = 0; i < n; i++) {
            pipe.send(ELEMENT);
        }
    }

    static void receiveAll(Pipe<Object> pipe, int n) throws InterruptedException {
        for (int i = 0; i < n; i++) {
            pipe.receive();
        }
    }
}
