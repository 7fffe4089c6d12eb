package dev.spindle.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Getting in line and freeing the mutex are one step: a signal given with the mutex held is not missed. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "saw the change, with or without a wait")
@Outcome(expect = FORBIDDEN, desc = "woke without the change; a missed signal hangs instead")
@State
public class SignalJcstress {

    private final Mutex mutex = new Mutex();
    private final Cond changed = new Cond(mutex);
    private int value;

    @Actor
    public void waiter(I_Result r) {
        mutex.lockUninterruptibly();
        if (value == 0) {
            Uninterrupted.run(changed::await); // there are no spurious wake-ups
        }
        r.r1 = value;
        mutex.unlock();
    }

    @Actor
    public void changer() {
        mutex.lockUninterruptibly();
        value = 1;
        changed.signal();
        mutex.unlock();
    }
}
