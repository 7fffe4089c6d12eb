package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** On an unbuffered channel, each side sees what the other did before the meeting, whoever of them waits. */
@JCStressTest
@Outcome(id = "7, 1, 1", expect = ACCEPTABLE, desc = "met, and saw each other's past")
@Outcome(id = "7, 0, .*", expect = FORBIDDEN, desc = "the receiver missed what the sender wrote before")
@Outcome(id = "7, 1, 0", expect = FORBIDDEN, desc = "the sender missed what the receiver wrote before")
@Outcome(expect = FORBIDDEN, desc = "not the element that was sent")
@State
public class HandOffJcstress {

    private final Channel<Integer> channel = Channel.unbuffered();
    private int sendersData;
    private int receiversData;

    @Actor
    public void sender(III_Result r) {
        sendersData = 1;
        Uninterrupted.run(() -> channel.send(7));
        r.r3 = receiversData;
    }

    @Actor
    public void receiver(III_Result r) {
        receiversData = 1;
        r.r1 = Uninterrupted.call(channel::receive);
        r.r2 = sendersData;
    }
}
