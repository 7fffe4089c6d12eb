package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A select that waits on two channels takes from one of them, and only that one's sender believes to have sent. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "took from the first")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "took from the second")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "came too late for both, and met the end")
@Outcome(id = ".*, 3", expect = FORBIDDEN, desc = "both channels gave to one select")
@Outcome(expect = FORBIDDEN, desc = "an element was lost or doubled")
@State
public class SelectOneWinnerJcstress {

    private final Channel<Integer> first = Channel.unbuffered();
    private final Channel<Integer> second = Channel.unbuffered();

    @Actor
    public void selector(II_Result r) {
        Select select = Select.ordered();
        ReceiveCase<Integer> fromFirst = select.receive(first);
        ReceiveCase<Integer> fromSecond = select.receive(second);
        ReceiveCase<Integer> chosen = Uninterrupted.call(select::select) == fromFirst ? fromFirst : fromSecond;
        Integer element = chosen.elementOrNull();
        r.r1 = element == null ? 0 : element;
    }

    @Actor
    public void sender(II_Result r) {
        r.r2 = (first.trySend(1) ? 1 : 0) + (second.trySend(2) ? 2 : 0);
        first.close();
        second.close();
    }
}
