package dev.spindle.runtime;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a taker has in its hands on the way from the global queue to its ring is not overlooked by one that goes idle. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "seen in the queue, in the ring, or in the taker's hands")
@Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "overlooked: the M sleeps, and nobody wakes it")
@State
public class GlobalQueueTakeJcstress {

    private final GlobalQueue global = new GlobalQueue();
    private final RunQueue ring = new RunQueue(4, batch -> {});

    /** Two items wait: the taker runs one at once, the other stays in its ring. */
    public GlobalQueueTakeJcstress() {
        global.push(Thread::onSpinWait);
        global.push(Thread::onSpinWait);
    }

    /** A busy M that takes its share. */
    @Actor
    public void taker() {
        if (global.pollShare(ring, 1) == null) {
            throw new IllegalStateException("nobody else takes");
        }
    }

    /** The last look of an M that goes idle, as {@code Scheduler.hasWork} has it. */
    @Actor
    public void idler(I_Result result) {
        result.r1 = global.isEmpty() && ring.isEmpty() ? 1 : 0;
    }
}
