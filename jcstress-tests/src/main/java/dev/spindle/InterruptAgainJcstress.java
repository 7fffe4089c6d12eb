package dev.spindle;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A cancel after the goroutine has handled an earlier one is delivered, too, even while the earlier is still on its way out. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "not handled yet: the one interrupt is there")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "handled, and interrupted again")
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "the second cancel is lost")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "the first cancel is lost")
@State
public class InterruptAgainJcstress {

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

    private void cancel() {
        if (interrupt.tryRequest()) {
            interrupt.deliver(thread);
        }
    }

    /** Cancels once. */
    @Actor
    public void canceller() {
        cancel();
    }

    /** Handles the interrupt if it is there, and only then cancels itself. */
    @Actor
    public void goroutine(II_Result result) {
        if (thread.flag) {
            thread.flag = false;
            result.r1 = 1;
            cancel();
        }
    }

    /** What there was in the end. */
    @Arbiter
    public void arbiter(II_Result result) {
        result.r2 = thread.flag ? 1 : 0;
    }
}
