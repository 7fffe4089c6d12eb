package dev.spindle;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A timer that fires while its wait is being put into the line: one of the two takes it out. */
@JCStressTest
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the one who put it there")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the timer")
@Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "a task whose time has come never runs")
@Outcome(id = "true, true", expect = Expect.FORBIDDEN, desc = "a task runs twice")
@State
public class WaitAgainstTimerJcstress {

    /** Of which only the identity matters here. */
    private static final GoTask TASK =
            new GoTask(GoTasks.on(GoRuntime.builder().parallelism(1).build(), OnCancel.LET_RUN), () -> {}) {
                @Override
                protected boolean failed(Throwable failure) {
                    return false;
                }
            };

    private final DueLine line = new DueLine();
    private final Waiting wait = new Waiting(TASK, 0);

    private volatile boolean fired;

    /** As {@code Waiting.begin}. */
    @Actor
    public void beginner(ZZ_Result result) {
        line.add(wait);
        result.r1 = fired && line.remove(wait);
    }

    /** As {@code Waiting.run}. */
    @Actor
    public void timer(ZZ_Result result) {
        fired = true;
        result.r2 = line.remove(wait);
    }
}
