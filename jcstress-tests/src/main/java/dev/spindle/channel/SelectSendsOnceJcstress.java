package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A select that sends on one of two channels sends one element, of which exactly one receiver knows. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "sent on the first")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "sent on the second")
@Outcome(id = ".*, 3", expect = FORBIDDEN, desc = "one select sent twice")
@Outcome(expect = FORBIDDEN, desc = "an element was lost or came out of nowhere")
@State
public class SelectSendsOnceJcstress {

    private final Channel<Integer> first = Channel.unbuffered();
    private final Channel<Integer> second = Channel.buffered(1);
    private int received;

    public SelectSendsOnceJcstress() {
        second.trySend(0);
    }

    @Actor
    public void selector(II_Result r) {
        Select select = Select.fair();
        SendCase<Integer> toFirst = select.send(first);
        toFirst.offer(1);
        select.send(second).offer(2);
        r.r1 = Uninterrupted.call(select::select) == toFirst ? 1 : 2;
    }

    @Actor
    public void receiver() {
        Integer element = first.tryReceive();
        received = element == null ? 0 : element;
        second.tryReceive(); // which makes room at least, so that the select ends
    }

    @Arbiter
    public void after(II_Result r) {
        Integer element = second.tryReceive();
        r.r2 = received + (element == null ? 0 : element);
    }
}
