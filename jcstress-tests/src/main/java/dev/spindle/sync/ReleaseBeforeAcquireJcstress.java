package dev.spindle.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What was written before each of two releases is seen by who needed the permits of both. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "saw both")
@Outcome(expect = FORBIDDEN, desc = "got a permit without what was written before its release")
@State
public class ReleaseBeforeAcquireJcstress {

    private final Semaphore semaphore = new Semaphore(2);
    private int first;
    private int second;

    public ReleaseBeforeAcquireJcstress() {
        semaphore.acquireUninterruptibly(2);
    }

    @Actor
    public void releaser() {
        first = 1;
        semaphore.release(1);
        second = 1;
        semaphore.release(1);
    }

    @Actor
    public void both(II_Result r) {
        semaphore.acquireUninterruptibly(2);
        r.r1 = first;
        r.r2 = second;
    }
}
