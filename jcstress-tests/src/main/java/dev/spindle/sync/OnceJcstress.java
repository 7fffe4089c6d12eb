package dev.spindle.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The body of a once runs once, and is over when any call returns. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "ran once, and both saw what it did")
@Outcome(expect = FORBIDDEN, desc = "ran twice, or a call returned before its end")
@State
public class OnceJcstress {

    private final Once once = new Once();
    private int count;

    private int run() {
        once.run(() -> count++);
        return count;
    }

    @Actor
    public void one(II_Result r) {
        r.r1 = run();
    }

    @Actor
    public void other(II_Result r) {
        r.r2 = run();
    }
}
