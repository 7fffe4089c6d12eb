package dev.spindle.benchmarks.workload;

import static dev.spindle.benchmarks.workload.ChannelWorkloads.ELEMENT;
import static dev.spindle.benchmarks.workload.ChannelWorkloads.sendAll;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Pipe;
import java.util.List;
import java.util.stream.IntStream;

/** Select. */
public final class SelectWorkloads {

    /** Goroutines that wait beside each other in {@link #popular}. */
    public static final int CROWD = 1_000;

    private static final int CAPACITY = 128;
    private static final int WORK = 100;

    private SelectWorkloads() {}

    /** Two producers, each with a rendezvous channel; one goroutine receives {@code n} elements from either. */
    public static void ofTwo(Engine engine, int n) throws InterruptedException {
        Pipe<Object> first = engine.pipe(0);
        Pipe<Object> second = engine.pipe(0);
        Pipe.Selector either = engine.receiveAny(List.of(first, second));
        int half = n / 2;
        Crew.run(engine, () -> sendAll(first, half), () -> sendAll(second, half), () -> {
            for (int i = 0; i < 2 * half; i++) {
                either.select();
            }
        });
    }

    /** Each worker has two channels and moves one element to and fro: it receives from either and sends to the other. */
    public static void uncontended(Engine engine, int workers, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> toAndFro(engine, List.of(engine.pipe(1), engine.pipe(1)), n / workers));
    }

    /** As {@link #uncontended}, where all share two channels with room for an element of each. */
    public static void asyncContended(Engine engine, int workers, int n) throws InterruptedException {
        List<Pipe<Object>> shared = List.of(engine.pipe(workers), engine.pipe(workers));
        Crew.run(engine, workers, () -> toAndFro(engine, shared, n / workers));
    }

    private static void toAndFro(Engine engine, List<Pipe<Object>> pipes, int n) throws InterruptedException {
        Pipe.Selector either = engine.receiveAny(pipes);
        pipes.getFirst().send(ELEMENT);
        for (int i = 0; i < n; i++) {
            pipes.get(1 - either.select()).send(ELEMENT);
        }
    }

    /** Three rendezvous channels for all; each worker receives from any, and has a helper that sends to any. */
    public static void syncContended(Engine engine, int workers, int n) throws InterruptedException {
        List<Pipe<Object>> shared = List.of(engine.pipe(0), engine.pipe(0), engine.pipe(0));
        Crew.Member[] crew = new Crew.Member[2 * workers];
        for (int i = 0; i < workers; i++) {
            crew[i] = () -> {
                Pipe.Selector any = engine.receiveAny(shared);
                for (int k = 0; k < n / workers; k++) {
                    any.select();
                }
            };
            crew[workers + i] = () -> {
                Pipe.SendSelector<Object> any = engine.sendAny(shared);
                for (int k = 0; k < n / workers; k++) {
                    any.select(ELEMENT);
                }
            };
        }
        Crew.run(engine, crew);
    }

    /** Four selects with a default, all taken: receive and send, unbuffered and buffered. */
    public static void nonblocking(Engine engine, int workers, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> {
            Pipe<Object> unbuffered = engine.pipe(0);
            Pipe<Object> empty = engine.pipe(1);
            Pipe<Object> full = engine.pipe(1);
            full.send(ELEMENT);
            for (int i = 0; i < n / workers; i++) {
                boolean one = unbuffered.tryReceive() != null;
                one |= unbuffered.trySend(ELEMENT);
                one |= empty.tryReceive() != null;
                one |= full.trySend(ELEMENT);
                if (one) {
                    throw new IllegalStateException("A select that should have taken its default did not");
                }
            }
        });
    }

    /**
     * Producers and as many consumers around one channel; both compute for about 100 ns an element, and consumers also listen to
     * two channels on which nothing comes, as for a timeout and for an end.
     */
    public static void prodCons(Engine engine, int pairs, int n) throws InterruptedException {
        Pipe<Object> data = engine.pipe(CAPACITY);
        Pipe<Object> timeout = engine.pipe(1);
        Pipe<Object> closing = engine.pipe(0);
        int each = n / pairs;
        Crew.Member[] crew = new Crew.Member[2 * pairs];
        for (int i = 0; i < pairs; i++) {
            crew[i] = () -> {
                for (int k = 0; k < each; k++) {
                    Work.compute(WORK);
                    data.send(ELEMENT);
                }
            };
            crew[pairs + i] = () -> {
                Pipe.Selector any = engine.receiveAny(List.of(data, timeout, closing));
                for (int k = 0; k < each; k++) {
                    any.select();
                    Work.compute(WORK);
                }
            };
        }
        Crew.run(engine, crew);
    }

    /**
     * A thousand goroutines, each of which waits for its own channel and for one that all share and that stays empty; one goroutine
     * sends to each of them in turn, {@code rounds} times. Shows what leaving a long queue costs.
     */
    public static void popular(Engine engine, int rounds) throws InterruptedException {
        Pipe<Object> never = engine.pipe(0);
        List<Pipe<Object>> own =
                IntStream.range(0, CROWD).mapToObj(i -> engine.pipe(0)).toList();
        Crew.Member[] crew = new Crew.Member[CROWD + 1];
        for (int i = 0; i < CROWD; i++) {
            Pipe<Object> mine = own.get(i);
            crew[i] = () -> {
                Pipe.Selector either = engine.receiveAny(List.of(never, mine));
                for (int k = 0; k < rounds; k++) {
                    either.select();
                }
            };
        }
        crew[CROWD] = () -> {
            for (int k = 0; k < rounds; k++) {
                for (Pipe<Object> pipe : own) {
                    pipe.send(ELEMENT);
                }
            }
        };
        Crew.run(engine, crew);
    }
}
