package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** An ordered select that finds an end ready looks again at the channels that come before it in its order. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "looked before the element came")
@Outcome(id = "1", expect = ACCEPTABLE, desc = "found the element")
@Outcome(id = "2", expect = FORBIDDEN, desc = "met an end before the element that was sent before it")
@State
public class OrderedSelectJcstress {

    private final Channel<Integer> elements = Channel.buffered(1);
    private final Channel<Integer> done = Channel.unbuffered();
    private final CompletableFuture<String> stage = new CompletableFuture<>();

    @Actor
    public void sender() {
        elements.trySend(1);
        done.close();
        stage.complete("ended");
    }

    @Actor
    public void selector(I_Result r) {
        Select select = Select.ordered();
        SelectCase element = select.receive(elements);
        select.receive(done);
        select.event(stage);
        SelectCase first = select.trySelect();
        r.r1 = first == null ? 0 : first == element ? 1 : 2;
    }
}
