package dev.spindle.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Readers of an RwMutex see all that a writer wrote or nothing of it. */
@JCStressTest
@Outcome(
        id = {"0, 0", "0, 2", "2, 2"},
        expect = ACCEPTABLE,
        desc = "before the writer or after it")
@Outcome(expect = FORBIDDEN, desc = "the reader was inside together with the writer, or missed a part")
@State
public class WriteBeforeReadJcstress {

    private final RwMutex mutex = new RwMutex();
    private int first;
    private int second;

    private int read() {
        mutex.readLockUninterruptibly();
        int sum = second + first;
        mutex.readUnlock();
        return sum;
    }

    @Actor
    public void writer() {
        mutex.lockUninterruptibly();
        first = 1;
        second = 1;
        mutex.unlock();
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = read();
        r.r2 = read();
    }
}
