package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A receive that does not wait looks for an element first and for the end second, so an element before the end is not missed. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "looked before the element came")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "found the element the second time")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "found the element the first time")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "found the element, then the end")
@Outcome(id = "2, .*", expect = FORBIDDEN, desc = "met the end before the element that came before it")
@Outcome(id = "0, 2", expect = FORBIDDEN, desc = "met the end before the element that came before it")
@Outcome(expect = FORBIDDEN, desc = "one element, received twice")
@State
public class ElementBeforeEndJcstress {

    private final Channel<Integer> channel = Channel.buffered(1);

    @Actor
    public void sender() {
        channel.trySend(1);
        channel.close();
    }

    @Actor
    public void receiver(II_Result r) {
        r.r1 = look();
        r.r2 = look();
    }

    private int look() {
        try {
            return channel.tryReceive() == null ? 0 : 1;
        } catch (ChannelClosedException e) {
            return 2;
        }
    }
}
