package dev.spindle.context;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Who sees a context done, by its err or its channel, sees what was written before the cancel above it. */
@JCStressTest
@Outcome(
        id = "(0, [01]|1, 1), (-1|1)",
        expect = ACCEPTABLE,
        desc = "not done yet, or done with what was written before")
@Outcome(id = "1, 0, .*", expect = FORBIDDEN, desc = "done by its err, without what was written before the cancel")
@Outcome(id = ".*, 0", expect = FORBIDDEN, desc = "done by its channel, without what was written before the cancel")
@State
public class CancelBeforeDoneJcstress {

    private final CancelContext parent = Context.background().withCancel();
    private final Context child = parent.withCancel();
    private int data;

    @Actor
    public void canceller() {
        data = 1;
        parent.cancel();
    }

    @Actor
    public void looker(III_Result r) {
        r.r3 = child.done().isClosed() ? data : -1;
        r.r1 = child.isDone() ? 1 : 0;
        r.r2 = data;
    }
}
