package dev.spindle.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** A mutex lets one in at a time, and who comes in sees what the one before wrote. */
@JCStressTest
@Outcome(
        id = {"1, 2, 3, 4", "1, 3, 2, 4", "1, 4, 2, 3", "2, 3, 1, 4", "2, 4, 1, 3", "3, 4, 1, 2"},
        expect = ACCEPTABLE,
        desc = "one after the other")
@Outcome(expect = FORBIDDEN, desc = "two were inside, or one missed what the other wrote")
@State
public class MutexHandOffJcstress {

    private final Mutex mutex = new Mutex();
    private int count;

    private int enter() {
        mutex.lockUninterruptibly();
        int mine = ++count;
        mutex.unlock();
        return mine;
    }

    @Actor
    public void one(IIII_Result r) {
        r.r1 = enter();
        r.r2 = enter();
    }

    @Actor
    public void other(IIII_Result r) {
        r.r3 = enter();
        r.r4 = enter();
    }

    @Arbiter
    public void free(IIII_Result r) {
        if (!mutex.tryLock()) {
            r.r1 = -1;
        }
    }
}
