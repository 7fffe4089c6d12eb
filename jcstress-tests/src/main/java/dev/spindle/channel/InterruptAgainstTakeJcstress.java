package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A sender that is interrupted while its element is taken has sent it or was interrupted, not both or none. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "sent; the interrupt stays pending")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "interrupted; nothing was received")
@Outcome(id = "0, 1", expect = FORBIDDEN, desc = "interrupted although the element was taken: a retry doubles it")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "sent although nothing was received: it is lost")
@State
public class InterruptAgainstTakeJcstress {

    private final Channel<Integer> channel = Channel.unbuffered();
    private volatile @Nullable Thread sender;

    @Actor
    public void sender(II_Result r) {
        sender = Thread.currentThread();
        try {
            channel.send(1);
            r.r1 = 1;
            while (!Thread.interrupted()) { // which is on its way; the next test must not meet it
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            r.r1 = 0;
        }
    }

    @Actor
    public void interrupter(II_Result r) {
        Thread thread = sender;
        while (thread == null) {
            Thread.onSpinWait();
            thread = sender;
        }
        thread.interrupt();
        r.r2 = channel.tryReceive() == null ? 0 : 1;
    }
}
