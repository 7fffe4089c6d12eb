package dev.spindle.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A select that is interrupted while one of its channels gets an element took it or was interrupted, not both or none. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "received; the interrupt stays pending")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "interrupted; nothing was sent")
@Outcome(id = "0, 1", expect = FORBIDDEN, desc = "interrupted although an element was sent: it is lost")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "received although nothing was sent")
@State
public class InterruptAgainstSelectJcstress {

    private final Channel<Integer> first = Channel.unbuffered();
    private final Channel<Integer> second = Channel.unbuffered();
    private volatile @Nullable Thread selector;

    @Actor
    public void selector(II_Result r) {
        Select select = Select.ordered();
        select.receive(first);
        ReceiveCase<Integer> receive = select.receive(second);
        selector = Thread.currentThread();
        try {
            select.select();
            r.r1 = receive.element();
            while (!Thread.interrupted()) { // which is on its way; the next test must not meet it
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            r.r1 = 0;
        }
    }

    @Actor
    public void interrupter(II_Result r) {
        Thread thread = selector;
        while (thread == null) {
            Thread.onSpinWait();
            thread = selector;
        }
        thread.interrupt();
        r.r2 = second.trySend(1) ? 1 : 0;
    }
}
