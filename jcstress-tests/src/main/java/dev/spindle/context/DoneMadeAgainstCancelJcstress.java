package dev.spindle.context;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spindle.channel.Receiver;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A channel that is made as the context ends is closed, by who made it or by who ended the context. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the same channel, closed")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "stays open: who waits on it waits for ever")
@Outcome(expect = FORBIDDEN, desc = "two channels")
@State
public class DoneMadeAgainstCancelJcstress {

    private final CancelContext context = Context.background().withCancel();
    private @Nullable Receiver<Void> made;

    @Actor
    public void canceller() {
        context.cancel();
    }

    @Actor
    public void maker() {
        made = context.done();
    }

    @Arbiter
    public void look(II_Result r) {
        r.r1 = made == context.done() ? 1 : 0;
        r.r2 = context.done().isClosed() ? 1 : 0;
    }
}
