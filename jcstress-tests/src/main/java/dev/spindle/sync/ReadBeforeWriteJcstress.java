package dev.spindle.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A writer sees what a reader wrote, for itself, before it left, whether that was the last to leave or not. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "saw what the other reader wrote inside")
@Outcome(expect = FORBIDDEN, desc = "came in too early, or missed it")
@State
public class ReadBeforeWriteJcstress {

    private final RwMutex mutex = new RwMutex();
    private int first;

    public ReadBeforeWriteJcstress() {
        mutex.readLockUninterruptibly();
        mutex.readLockUninterruptibly();
    }

    @Actor
    public void reader() {
        first = 1;
        mutex.readUnlock();
    }

    @Actor
    public void other(I_Result r) {
        mutex.readUnlock();
        mutex.lockUninterruptibly();
        r.r1 = first;
        mutex.unlock();
    }
}
