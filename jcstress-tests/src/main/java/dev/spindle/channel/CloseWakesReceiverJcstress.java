package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A receiver that begins to wait while the channel is closed is not left behind, and sees what was written before. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the end, with what was written before the close")
@Outcome(expect = FORBIDDEN, desc = "an element out of nowhere, or the end without what was written before the close")
@State
public class CloseWakesReceiverJcstress {

    private final Channel<Integer> channel = Channel.buffered(1);
    private int data;

    @Actor
    public void closer() {
        data = 1;
        channel.close();
    }

    @Actor
    public void receiver(II_Result r) {
        r.r1 = Uninterrupted.call(() -> channel.receiveOrNull() == null ? 1 : 0);
        r.r2 = data;
    }
}
