package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Elements that are sent in bulk arrive together, with what was written before. */
@JCStressTest
@Outcome(id = "0, .", expect = ACCEPTABLE, desc = "looked before")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "received both, with what was written before")
@Outcome(id = "2, 0", expect = FORBIDDEN, desc = "the elements came without what was written before their send")
@Outcome(id = "1, .", expect = FORBIDDEN, desc = "half of a run")
@State
public class BulkJcstress {

    private static final List<Integer> RUN = List.of(1, 2);

    private final Channel<Integer> channel = Channel.buffered(2);
    private int data;

    @Actor
    public void sender() {
        data = 1;
        Uninterrupted.run(() -> channel.sendAll(RUN));
    }

    @Actor
    public void receiver(II_Result r) {
        r.r1 = channel.drainTo(new ArrayList<>(), 2);
        r.r2 = data;
    }
}
