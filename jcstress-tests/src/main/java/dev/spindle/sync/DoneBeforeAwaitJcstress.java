package dev.spindle.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Every done happens before the return of await, not the last one only. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "returned after both, and saw what they wrote")
@Outcome(expect = FORBIDDEN, desc = "returned early, or missed what one wrote before its done")
@State
public class DoneBeforeAwaitJcstress {

    private final WaitGroup group = new WaitGroup();
    private int first;
    private int second;

    public DoneBeforeAwaitJcstress() {
        group.add(2);
    }

    @Actor
    public void first(II_Result r) {
        first = 1;
        group.done();
        Uninterrupted.run(group::await);
        r.r1 = second;
    }

    @Actor
    public void second(II_Result r) {
        second = 1;
        group.done();
        Uninterrupted.run(group::await);
        r.r2 = first;
    }
}
