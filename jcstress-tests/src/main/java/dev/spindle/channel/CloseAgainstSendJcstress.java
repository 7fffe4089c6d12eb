package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A send while the channel is closed sent its element or threw: the element is there afterwards, or not. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "sent before the close")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "refused")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "lost, though it was sent")
@Outcome(id = "0, 1", expect = FORBIDDEN, desc = "refused, and received all the same")
@State
public class CloseAgainstSendJcstress {

    private final Channel<Integer> channel = Channel.buffered(1);

    @Actor
    public void closer() {
        channel.close();
    }

    @Actor
    public void sender(II_Result r) {
        try {
            r.r1 = channel.trySend(1) ? 1 : 0;
        } catch (ChannelClosedException e) {
            r.r1 = 0;
        }
    }

    @Arbiter
    public void after(II_Result r) {
        r.r2 = Uninterrupted.call(() -> channel.receiveOrNull() == null ? 0 : 1);
    }
}
