package dev.spindle.runtime;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The rest of a batch, on its way back to the global queue, is not overlooked by one that goes idle. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "seen")
@Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "overlooked: the M sleeps, and nobody wakes it")
@State
public class GlobalQueueBatchJcstress {

    private final GlobalQueue global = new GlobalQueue();

    /** Two items wait, in one batch. */
    public GlobalQueueBatchJcstress() {
        global.accept(new Runnable[] {Thread::onSpinWait, Thread::onSpinWait});
    }

    /** A busy M that takes one and leaves the other. */
    @Actor
    public void taker() {
        if (global.pollOne() == null) {
            throw new IllegalStateException("nobody else takes");
        }
    }

    /** The last look of an M that goes idle. */
    @Actor
    public void idler(I_Result result) {
        result.r1 = global.isEmpty() ? 1 : 0;
    }
}
