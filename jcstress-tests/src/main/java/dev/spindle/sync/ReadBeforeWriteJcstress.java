package dev.spindle.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A writer sees what each reader wrote, for itself, before it left; the last to leave is one of them only. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "saw what both wrote inside")
@Outcome(expect = FORBIDDEN, desc = "came in too early, or missed what one wrote")
@State
public class ReadBeforeWriteJcstress {

    private final RwMutex mutex = new RwMutex();
    private int first;
    private int second;

    public ReadBeforeWriteJcstress() {
        mutex.readLockUninterruptibly();
        mutex.readLockUninterruptibly();
    }

    @Actor
    public void first() {
        first = 1;
        mutex.readUnlock();
    }

    @Actor
    public void second() {
        second = 1;
        mutex.readUnlock();
    }

    @Actor
    public void writer(II_Result r) {
        mutex.lockUninterruptibly();
        r.r1 = first;
        r.r2 = second;
        mutex.unlock();
    }
}
