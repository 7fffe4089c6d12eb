package dev.spindle.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A waiter that is interrupted as the mutex is unlocked has the mutex, or has left it free. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "locked; the interrupt stays pending")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "interrupted; the mutex is free")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "interrupted, and the mutex is lost")
@Outcome(id = "1, 1", expect = FORBIDDEN, desc = "locked, and free")
@State
public class InterruptAgainstUnlockJcstress {

    private final Mutex mutex = new Mutex();
    private volatile @Nullable Thread waiter;

    public InterruptAgainstUnlockJcstress() {
        mutex.lockUninterruptibly();
    }

    @Actor
    public void waiter(II_Result r) {
        waiter = Thread.currentThread();
        try {
            mutex.lock();
            r.r1 = 1;
            while (!Thread.interrupted()) { // which is on its way; the next test must not meet it
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            r.r1 = 0;
        }
    }

    @Actor
    public void unlockerAndInterrupter() {
        Thread thread = waiter;
        while (thread == null) {
            Thread.onSpinWait();
            thread = waiter;
        }
        if ((System.nanoTime() & 1) == 0) {
            mutex.unlock();
            thread.interrupt();
        } else {
            thread.interrupt();
            mutex.unlock();
        }
    }

    @Arbiter
    public void free(II_Result r) {
        r.r2 = mutex.tryLock() ? 1 : 0;
    }
}
