package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** With a capacity of C, the k-th receive happens before send k + C completes: a channel can be a semaphore. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "still full")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "still full, by a race")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "sent, with what was written before the receive")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "room came without what was written before the receive that made it")
@State
public class ReceiveBeforeLaterSendJcstress {

    private final Channel<Integer> channel = Channel.buffered(1);
    private int data;

    public ReceiveBeforeLaterSendJcstress() {
        channel.trySend(0);
    }

    @Actor
    public void receiver() {
        data = 1;
        channel.tryReceive();
    }

    @Actor
    public void sender(II_Result r) {
        r.r1 = channel.trySend(1) ? 1 : 0;
        r.r2 = data;
    }
}
