package dev.spindle.runtime;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Arming a timer against a timekeeper that publishes its deadline, looks once more and parks: the timer is never overslept. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the keeper is unparked")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the keeper sees the timer")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "overslept")
@State
public class TimekeeperJcstress {

    private static final long SOON = 5;

    private final Timers timers = new Timers(0);

    /** What {@code Machines.deadline} is; something that has passed at first. */
    private volatile long deadline = 1;

    /** {@code Scheduler.schedule} and {@code Machines.timerAdded}. */
    @Actor
    public void armer(II_Result result) {
        var _ = timers.add(SOON, Thread::onSpinWait);
        result.r1 = SOON < deadline ? 1 : 0;
    }

    /** {@code Machines.keepTime}. */
    @Actor
    public void keeper(II_Result result) {
        long earliest;
        do {
            earliest = timers.earliest();
            deadline = earliest;
        } while (timers.earliest() < earliest);
        result.r2 = earliest == SOON ? 1 : 0;
    }
}
