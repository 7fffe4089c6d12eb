package dev.spindle;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spindle.channel.SelectEvent;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A goroutine's end is published before it looks at the subscribers, who look for it after they were added: one sees the other. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the subscriber saw that it has happened")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the subscriber was woken")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "each missed the other: the select waits for ever")
@State
public class GoroutineEndJcstress {

    private final G goroutine = new G(GoRuntime.shared(), () -> {}, null);
    private volatile int woken;

    @Actor
    public void goroutine() {
        goroutine.run();
    }

    @Actor
    public void subscriber(II_Result r) {
        SelectEvent end = goroutine.ended();
        end.subscribe(() -> woken = 1);
        r.r1 = end.hasHappened() ? 1 : 0;
    }

    @Arbiter
    public void after(II_Result r) {
        r.r2 = woken;
    }
}
