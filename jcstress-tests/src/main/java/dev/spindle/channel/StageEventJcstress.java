package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who completes a stage writes that and reads the subscriber, a subscriber writes and reads in reverse: one sees the other. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the subscriber saw that it has happened")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the subscriber was woken")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "each missed the other: the select waits for ever")
@State
public class StageEventJcstress {

    private final CompletableFuture<Integer> stage = new CompletableFuture<>();
    private final StageEvent event = new StageEvent(stage);
    private volatile int woken;

    @Actor
    public void completer() {
        stage.complete(1);
    }

    @Actor
    public void subscriber(II_Result r) {
        event.subscribe(() -> woken = 1);
        r.r1 = event.hasHappened() ? 1 : 0;
    }

    @Arbiter
    public void after(II_Result r) {
        r.r2 = woken;
    }
}
