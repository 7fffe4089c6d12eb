package dev.spindle.benchmarks.workload;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Guard;
import dev.spindle.benchmarks.engine.Latch;
import dev.spindle.benchmarks.engine.Pipe;
import dev.spindle.benchmarks.engine.Signal;
import dev.spindle.benchmarks.engine.SyncTools;
import dev.spindle.benchmarks.engine.Task;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Locks and wait groups. */
public final class SyncWorkloads {

    /** Rounds of computing between two uses of a lock, where there is any: about 100 ns. */
    public static final int WORK = 100;

    /** The same where there is much: about a microsecond. */
    public static final int LONG_WORK = 1_000;

    /** Of so many operations of {@link #contendedByFew} one locks. */
    private static final int LOCK_EVERY = 4;

    private SyncWorkloads() {}

    /** Each worker locks and unlocks a guard of its own. */
    public static void uncontended(Engine engine, Supplier<Guard> guards, int workers, int n)
            throws InterruptedException {
        Crew.run(engine, workers, () -> lockAndUnlock(guards.get(), 0, n / workers));
    }

    /**
     * Workers lock and unlock one guard, and compute in between without it.
     *
     * @param work rounds of computing, each about a nanosecond
     */
    public static void contended(Engine engine, Guard guard, int workers, int work, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> lockAndUnlock(guard, work, n / workers));
    }

    private static void lockAndUnlock(Guard guard, int work, int n) throws InterruptedException {
        for (int i = 0; i < n; i++) {
            guard.lock();
            guard.unlock();
            Work.compute(work);
        }
    }

    /**
     * Workers lock one guard each fourth time; the other times they compute for about a microsecond, then start a goroutine and wait for
     * what it sends, so that others run.
     */
    public static void contendedByFew(Engine engine, Guard guard, int workers, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> {
            Pipe<Object> told = engine.pipe(0);
            for (int i = 0; i < n / workers; i++) {
                if (i % LOCK_EVERY == 0) {
                    guard.lock();
                    guard.unlock();
                } else {
                    Work.compute(LONG_WORK);
                    engine.spawn(Task.of(() -> told.send(ChannelWorkloads.ELEMENT)));
                    told.receive();
                }
            }
        });
    }

    /**
     * Workers read under one lock, and write each {@code writeEvery}-th time.
     *
     * @param work rounds of computing under the lock
     */
    public static void readersAndWriters(
            Engine engine, Guard.Shared guard, int workers, int writeEvery, int work, int n)
            throws InterruptedException {
        Crew.run(engine, workers, () -> {
            for (int i = 0; i < n / workers; i++) {
                if (i % writeEvery == 0) {
                    guard.lock();
                    Work.compute(work);
                    guard.unlock();
                } else {
                    guard.readLock();
                    Work.compute(work);
                    guard.readUnlock();
                }
            }
        });
    }

    /** {@code waiters} goroutines wait for one more, who is the last to come and wakes them; {@code n} rounds. */
    public static void rounds(Engine engine, Signal signal, int waiters, int n) throws InterruptedException {
        var rendezvous = new Rendezvous(signal, waiters + 1);
        Crew.run(engine, waiters + 1, () -> {
            for (int i = 0; i < n; i++) {
                rendezvous.meet(i);
            }
        });
    }

    private static final class Rendezvous {

        private final Signal signal;
        private final int members;
        private int arrived;
        private int round;

        Rendezvous(Signal signal, int members) {
            this.signal = signal;
            this.members = members;
        }

        void meet(int now) throws InterruptedException {
            signal.lock();
            if (++arrived == members) {
                arrived = 0;
                round++;
                signal.broadcast();
            } else {
                while (round == now) {
                    signal.await();
                }
            }
            signal.unlock();
        }
    }

    /** Workers ask for one thing to be done that has been done already. */
    public static void once(Engine engine, Consumer<Runnable> once, int workers, int n) throws InterruptedException {
        Runnable nothing = () -> {};
        Crew.run(engine, workers, () -> {
            for (int i = 0; i < n / workers; i++) {
                once.accept(nothing);
            }
        });
    }

    /** Each worker makes a wait group, is done with it itself, and waits. */
    public static void waitGroupAlone(Engine engine, SyncTools tools, int workers, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> {
            for (int i = 0; i < n / workers; i++) {
                Latch group = tools.waitGroup(1);
                group.done();
                group.await();
            }
        });
    }

    /** Each worker makes a wait group, starts a goroutine that is done at once, and waits. */
    public static void waitGroup(Engine engine, SyncTools tools, int workers, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> {
            for (int i = 0; i < n / workers; i++) {
                Latch group = tools.waitGroup(1);
                engine.spawn(group::done);
                group.await();
            }
        });
    }
}
