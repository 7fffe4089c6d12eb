package dev.spindle.runtime;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A queue that is never without an item never looks empty, also while a kicked runnext is on its way into the ring. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not empty")
@Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "looks empty: an M goes to sleep beside an item")
@State
public class RunNextVisibleJcstress {

    private final RunQueue queue = new RunQueue(2, batch -> {});

    /** One item is next. */
    public RunNextVisibleJcstress() {
        queue.pushNext(Thread::onSpinWait);
    }

    /** Kicks it, and takes the new one, so that only the kicked one is left. */
    @Actor
    public void owner() {
        queue.pushNext(Thread::onSpinWait);
        if (queue.pollNext() == null) {
            throw new IllegalStateException("nobody else takes");
        }
    }

    /** Looks. */
    @Actor
    public void observer(I_Result result) {
        result.r1 = queue.isEmpty() ? 1 : 0;
    }
}
