package dev.spindle.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A tryLock that succeeds sees what was written before the unlock that made it possible. */
@JCStressTest
@Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "was held")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "came first")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "came after the unlock")
@Outcome(expect = FORBIDDEN, desc = "inside together, or what was written inside is torn")
@State
public class MutexTryLockJcstress {

    private final Mutex mutex = new Mutex();
    private int first;
    private int second;

    @Actor
    public void holder() {
        mutex.lockUninterruptibly();
        first = 1;
        second = 1;
        mutex.unlock();
    }

    @Actor
    public void trier(II_Result r) {
        r.r2 = -1;
        if (mutex.tryLock()) {
            r.r1 = 1;
            int seenSecond = second;
            int seenFirst = first;
            r.r2 = seenSecond == seenFirst ? seenFirst : 9;
            mutex.unlock();
        }
    }
}
