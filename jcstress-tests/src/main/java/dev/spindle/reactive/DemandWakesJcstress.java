package dev.spindle.reactive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * A goroutine announces that it waits for demand and looks again before it parks; who asks adds to the demand and then looks for
 * who waits. One sees the other, or the goroutine would park for ever, and this test with it.
 */
@JCStressTest
@Outcome(id = "3, 7", expect = ACCEPTABLE, desc = "the demand, and what was written before it was asked for")
@Outcome(expect = FORBIDDEN, desc = "demand, but not what came before it")
@State
public class DemandWakesJcstress {

    private final Demand demand = new Demand() {};
    private long before;

    @Actor
    public void subscriber() {
        before = 7;
        demand.add(3);
        demand.wake();
    }

    @Actor
    public void goroutine(JJ_Result r) {
        demand.announce();
        while (demand.remaining() == 0) {
            demand.park();
        }
        demand.leave();
        r.r1 = demand.remaining();
        r.r2 = before;
    }
}
