package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Close happens before a receive that returns because of it. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the end, with what was written before the close")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "looked before the close")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "looked before the close, by a race")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "the end came without what was written before the close")
@State
public class CloseBeforeReceiveJcstress {

    private final Channel<Integer> channel = Channel.unbuffered();
    private int data;

    @Actor
    public void closer() {
        data = 1;
        channel.close();
    }

    @Actor
    public void receiver(II_Result r) {
        try {
            r.r1 = channel.tryReceive() == null ? 0 : 2;
        } catch (ChannelClosedException e) {
            r.r1 = 1;
        }
        r.r2 = data;
    }
}
