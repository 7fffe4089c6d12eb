package dev.spindle.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The value that a once gives comes with what was written before it was given. */
@JCStressTest
@Outcome(id = "7, 7", expect = ACCEPTABLE, desc = "both saw the same, complete value")
@Outcome(expect = FORBIDDEN, desc = "an incomplete value, or none")
@State
public class OnceValueJcstress {

    /** Nothing in it is final. */
    private static final class Box {
        private int content;
    }

    private final OnceValue<Box> value = OnceValue.of(() -> {
        Box box = new Box();
        box.content = 7;
        return box;
    });

    @Actor
    public void one(II_Result r) {
        r.r1 = value.get().content;
    }

    @Actor
    public void other(II_Result r) {
        r.r2 = value.get().content;
    }
}
