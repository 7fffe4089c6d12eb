package dev.spindle.runtime;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Cancelling a timer against firing it: one of them wins, and the heap counts no timer afterwards. */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "cancelled")
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "fired")
@Outcome(expect = Expect.FORBIDDEN, desc = "neither, both, or a timer is left in the count")
@State
public class TimerCancelJcstress {

    private final Timers timers = new Timers(0);
    private final Timer timer = timers.add(1, Thread::onSpinWait);

    /** Anyone. */
    @Actor
    public void canceller(III_Result result) {
        result.r1 = timer.cancel(false) ? 1 : 0;
    }

    /** An M. */
    @Actor
    public void firer(III_Result result) {
        result.r2 = timers.pollDue(1) != null ? 1 : 0;
    }

    /** A cancelled timer may still lie in the heap, but goes when its time comes. */
    @Arbiter
    public void arbiter(III_Result result) {
        if (timers.pollDue(1) != null) {
            result.r2++;
        }
        result.r3 = timers.size();
    }
}
