package dev.spindle.runtime;

import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The two halves of the sleep protocol of {@link Scheduler}, with the real queue, idle set and spinner count: the submitter's push and
 * {@code wake}, against {@code goIdle} of the only spinning M.
 *
 * <p>Without the submitter's full fence, or with release and acquire alone in the idle set and the spinner count, the outcome
 * {@code 0, 0} occurs: each side reads what the other had not written yet, and the item waits beside an idle P.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the submitter wakes an M")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the M sees the item in its last look")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "lost wake-up: the item waits beside an idle P")
@State
public class SleepProtocolJcstress {

    private final RunQueue queue = new RunQueue(2, batch -> {});
    private final IdleSet idle = new IdleSet(1);
    private final Spinners spinners = new Spinners();

    /** The M owns P 0 and spins. */
    public SleepProtocolJcstress() {
        spinners.join();
    }

    /** {@link Scheduler#submit}. */
    @Actor
    public void submitter(II_Result result) {
        queue.pushTail(Thread::onSpinWait);
        VarHandle.fullFence();
        result.r1 = spinners.isNone() && !idle.isEmpty() && spinners.tryBeFirst() && idle.claim() == 0 ? 1 : 0;
    }

    /** {@code Machine.goIdle}. */
    @Actor
    public void idler(II_Result result) {
        idle.add(0);
        spinners.leave();
        result.r2 = !queue.isEmpty() ? 1 : 0;
    }

    /** Nobody else is there. */
    @Arbiter
    public void arbiter(II_Result result) {
        if (result.r1 == 0 && result.r2 == 0 && queue.isEmpty()) {
            throw new IllegalStateException("the item has gone");
        }
    }
}
