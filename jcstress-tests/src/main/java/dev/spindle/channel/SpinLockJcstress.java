package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The lock lets one in at a time, and shows each what the one before wrote. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "one after the other")
@Outcome(expect = FORBIDDEN, desc = "two at once, or one that saw an old state")
@State
public class SpinLockJcstress {

    private static final class Count extends SpinLock {
        int value;
    }

    private final Count count = new Count();

    @Actor
    public void first() {
        count.lock();
        count.value++;
        count.unlock();
    }

    @Actor
    public void second() {
        while (!count.tryLock()) {
            Thread.onSpinWait();
        }
        count.value++;
        count.unlock();
    }

    @Arbiter
    public void after(I_Result r) {
        r.r1 = count.value;
    }
}
