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

/** Permits that are released as a waiter is interrupted are the waiter's, or free: not both, and not lost. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "acquired two of three; the interrupt stays pending")
@Outcome(id = "0, 3", expect = ACCEPTABLE, desc = "interrupted; all are free")
@Outcome(id = "0, .*", expect = FORBIDDEN, desc = "interrupted, and permits are lost")
@Outcome(id = "1, .*", expect = FORBIDDEN, desc = "acquired something else than two")
@State
public class InterruptAgainstReleaseJcstress {

    private final Semaphore semaphore = new Semaphore(3);
    private volatile @Nullable Thread waiter;

    public InterruptAgainstReleaseJcstress() {
        semaphore.acquireUninterruptibly(3);
    }

    @Actor
    public void waiter(II_Result r) {
        waiter = Thread.currentThread();
        try {
            semaphore.acquire(2);
            r.r1 = 1;
            while (!Thread.interrupted()) { // which is on its way; the next test must not meet it
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            r.r1 = 0;
        }
    }

    @Actor
    public void releaserAndInterrupter() {
        Thread thread = waiter;
        while (thread == null) {
            Thread.onSpinWait();
            thread = waiter;
        }
        semaphore.release(1);
        if ((System.nanoTime() & 1) == 0) {
            semaphore.release(2);
            thread.interrupt();
        } else {
            thread.interrupt();
            semaphore.release(2);
        }
    }

    @Arbiter
    public void free(II_Result r) {
        r.r2 = (int) semaphore.available();
    }
}
