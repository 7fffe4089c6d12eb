package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Who closes a channel says so and then runs the subscribers, who add themselves and then look: one sees the other, and
 * each subscriber is run.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the subscriber was run later")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the subscriber was run, and saw that it has happened")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "the subscriber was taken out by who closed, who did not run it")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "each missed the other: the select waits for ever")
@State
public class CloseEventJcstress {

    private final Channel<Integer> channel = Channel.unbuffered();
    private volatile int woken;

    @Actor
    public void closer() {
        channel.close();
    }

    @Actor
    public void subscriber(II_Result r) {
        SelectEvent event = channel.closed();
        event.subscribe(() -> woken = 1);
        r.r1 = event.hasHappened() ? 1 : 0;
    }

    @Arbiter
    public void after(II_Result r) {
        r.r2 = woken;
    }
}
