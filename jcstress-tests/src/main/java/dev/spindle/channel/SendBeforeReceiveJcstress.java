package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The k-th send happens before the k-th receive completes. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "nothing received")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "nothing received, by a race")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "received, with what was written before the send")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "the element came without what was written before its send")
@State
public class SendBeforeReceiveJcstress {

    private final Channel<Integer> channel = Channel.buffered(2);
    private int data;

    @Actor
    public void sender() {
        data = 1;
        channel.trySend(1);
    }

    @Actor
    public void receiver(II_Result r) {
        r.r1 = channel.tryReceive() == null ? 0 : 1;
        r.r2 = data;
    }
}
