package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An element that is received while the channel is cancelled is received or undelivered, not both or none. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "received")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "dropped, and told")
@Outcome(id = "1, 1", expect = FORBIDDEN, desc = "received, and told as undelivered")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "lost in silence")
@State
public class CancelAgainstReceiveJcstress {

    private final AtomicInteger undelivered = new AtomicInteger();
    private final Channel<Integer> channel = Channel.buffered(1, element -> undelivered.incrementAndGet());

    public CancelAgainstReceiveJcstress() {
        channel.trySend(1);
    }

    @Actor
    public void canceller() {
        channel.cancel();
    }

    @Actor
    public void receiver(II_Result r) {
        r.r1 = Uninterrupted.call(() -> channel.receiveOrNull() == null ? 0 : 1);
    }

    @Arbiter
    public void after(II_Result r) {
        r.r2 = undelivered.get();
    }
}
