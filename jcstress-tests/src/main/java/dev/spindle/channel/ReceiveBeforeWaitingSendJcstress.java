package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** With a capacity of C, the k-th receive happens before send k + C completes, also where that send has to wait. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "sent, with what was written before the receive that made room")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "room came without what was written before the receive that made it")
@Outcome(expect = FORBIDDEN, desc = "received something else")
@State
public class ReceiveBeforeWaitingSendJcstress {

    private final Channel<Integer> channel = Channel.buffered(1);
    private int data;

    public ReceiveBeforeWaitingSendJcstress() {
        channel.trySend(0);
    }

    @Actor
    public void receiver(II_Result r) {
        data = 1;
        r.r1 = Uninterrupted.call(channel::receive);
    }

    @Actor
    public void sender(II_Result r) {
        Uninterrupted.run(() -> channel.send(1));
        r.r2 = data;
    }
}
