package dev.spindle.context;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A child derived, and an action registered, as the parent ends: the child is done and the action runs once. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "done, and told once")
@Outcome(id = "0, .*", expect = FORBIDDEN, desc = "the child stays open for ever")
@Outcome(id = "1, .*", expect = FORBIDDEN, desc = "the action was forgotten, or ran twice")
@State
public class ChildAgainstCancelJcstress {

    private final CancelContext parent = Context.background().withCancel();
    private @Nullable Context child;
    private int told;

    @Actor
    public void canceller() {
        parent.cancel();
    }

    @Actor
    public void deriver() {
        child = parent.withCancel();
        parent.onDone(() -> told++);
    }

    @Arbiter
    public void look(II_Result r) {
        Context derived = child;
        r.r1 = derived != null && derived.isDone() ? 1 : 0;
        r.r2 = told;
    }
}
