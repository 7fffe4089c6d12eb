package dev.spindle.context;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** When a cancel returns, all below are done, even if another cancel was first and is not through yet. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "done for both")
@Outcome(expect = FORBIDDEN, desc = "a cancel returned before the leaf was done")
@State
public class CancelsThatMeetJcstress {

    private final CancelContext root = Context.background().withCancel();
    private final CancelContext middle = root.withCancel();
    private final Context leaf = middle.withCancel().withCancel();

    @Actor
    public void above(II_Result r) {
        root.cancel();
        r.r1 = leaf.isDone() ? 1 : 0;
    }

    @Actor
    public void between(II_Result r) {
        middle.cancel();
        r.r2 = leaf.isDone() ? 1 : 0;
    }
}
