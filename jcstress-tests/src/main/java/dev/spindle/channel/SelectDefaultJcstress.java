package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A select over channels of which at each moment one is ready never takes the default. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "found the one that was ready")
@Outcome(id = "0", expect = FORBIDDEN, desc = "looked at one after the other, each while the other was ready")
@State
public class SelectDefaultJcstress {

    private final Channel<Integer> first = Channel.buffered(1);
    private final Channel<Integer> second = Channel.buffered(1);

    public SelectDefaultJcstress() {
        first.trySend(1);
    }

    @Actor
    public void selector(I_Result r) {
        Select select = Select.fair();
        select.receive(first);
        select.receive(second);
        r.r1 = select.trySelect() == null ? 0 : 1;
    }

    @Actor
    public void mover() {
        second.trySend(2);
        first.tryReceive();
    }
}
