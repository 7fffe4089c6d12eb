package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A receiver that is interrupted while an element is handed to it gets the element or the interrupt, not both or none. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "received; the interrupt stays pending")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "interrupted; nothing was sent")
@Outcome(id = "0, 1", expect = FORBIDDEN, desc = "interrupted although the element was sent: it is lost")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "received although nothing was sent")
@State
public class InterruptAgainstHandOffJcstress {

    private final Channel<Integer> channel = Channel.unbuffered();
    private volatile @Nullable Thread receiver;

    @Actor
    public void receiver(II_Result r) {
        receiver = Thread.currentThread();
        try {
            r.r1 = channel.receive();
            while (!Thread.interrupted()) { // which is on its way; the next test must not meet it
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            r.r1 = 0;
        }
    }

    @Actor
    public void interrupter(II_Result r) {
        Thread thread = receiver;
        while (thread == null) {
            Thread.onSpinWait();
            thread = receiver;
        }
        thread.interrupt();
        r.r2 = channel.trySend(1) ? 1 : 0;
    }
}
