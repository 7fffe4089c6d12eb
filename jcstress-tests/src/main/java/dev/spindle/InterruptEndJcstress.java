package dev.spindle;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Delivering an interrupt against the end of its goroutine: never afterwards, when the host runs another one. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "too late: not delivered")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "delivered before the end")
@Outcome(id = "0, 1", expect = Expect.FORBIDDEN, desc = "delivered after the end: it hits the next goroutine")
@State
public class InterruptEndJcstress {

    private final Interrupt interrupt = new Interrupt();
    private final Remembering thread = new Remembering();

    /** A thread that only remembers its interrupt. */
    private static final class Remembering extends Thread {
        private volatile boolean flag;

        @Override
        public void interrupt() {
            flag = true;
        }
    }

    /** {@code G.cancel}. */
    @Actor
    public void canceller() {
        if (interrupt.tryRequest()) {
            interrupt.deliver(thread);
        }
    }

    /** The end of the goroutine; {@code ended} asks nothing of its argument. */
    @Actor
    @SuppressWarnings("NullAway") // makes a G superfluous here
    public void goroutine(II_Result result) {
        boolean _ = interrupt.ended(null);
        result.r1 = thread.flag ? 1 : 0;
    }

    /** What there was in the end. */
    @Arbiter
    public void arbiter(II_Result result) {
        result.r2 = thread.flag ? 1 : 0;
    }
}
