package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Two selects that each send on one channel and receive on the other meet once, on either, and see each other's past. */
@JCStressTest
@Outcome(id = "1, 2, 1, 1", expect = ACCEPTABLE, desc = "the left one sent")
@Outcome(id = "2, 1, 1, 1", expect = ACCEPTABLE, desc = "the right one sent")
@Outcome(id = "., ., 0, .", expect = FORBIDDEN, desc = "the left one missed what the right one wrote before")
@Outcome(id = "., ., ., 0", expect = FORBIDDEN, desc = "the right one missed what the left one wrote before")
@Outcome(expect = FORBIDDEN, desc = "both sent, or both received")
@State
public class SelectMeetsSelectJcstress {

    private final Channel<Integer> rightward = Channel.unbuffered();
    private final Channel<Integer> leftward = Channel.unbuffered();
    private int leftData;
    private int rightData;

    /** 1 if it sent, 2 if it received. */
    private static int meet(Channel<Integer> out, Channel<Integer> in) {
        Select select = Select.fair();
        SendCase<Integer> send = select.send(out);
        send.offer(1);
        select.receive(in);
        return Uninterrupted.call(select::select) == send ? 1 : 2;
    }

    @Actor
    public void left(IIII_Result r) {
        leftData = 1;
        r.r1 = meet(rightward, leftward);
        r.r3 = rightData;
    }

    @Actor
    public void right(IIII_Result r) {
        rightData = 1;
        r.r2 = meet(leftward, rightward);
        r.r4 = leftData;
    }
}
