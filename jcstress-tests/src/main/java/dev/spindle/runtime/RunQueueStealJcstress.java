package dev.spindle.runtime;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Owner that pushes and polls against a thief of half, in a ring of two. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "each item was taken once")
@Outcome(
        expect = Expect.FORBIDDEN,
        desc = "items lost, items taken twice: a thief copies slots that the owner uses again")
@State
public class RunQueueStealJcstress {

    private static final int CAPACITY = 2;
    private static final int ITEMS = 4;

    private final AtomicIntegerArray taken = new AtomicIntegerArray(ITEMS);
    private final Runnable[] items = new Runnable[ITEMS];
    private final RunQueue queue = new RunQueue(CAPACITY, this::takeAll);
    private final RunQueue thief = new RunQueue(CAPACITY, this::takeAll);
    private int pushed;

    /** One item is there. */
    public RunQueueStealJcstress() {
        for (int i = 0; i < ITEMS; i++) {
            int item = i;
            items[i] = () -> taken.incrementAndGet(item);
        }
        queue.pushTail(fresh());
    }

    private Runnable fresh() {
        return items[pushed++];
    }

    private static void take(@Nullable Runnable item) {
        if (item != null) {
            item.run();
        }
    }

    private void takeAll(Runnable[] batch) {
        for (Runnable item : batch) {
            take(item);
        }
    }

    /** Goes round the ring. */
    @Actor
    public void owner() {
        take(queue.pollHead());
        queue.pushTail(fresh());
        queue.pushTail(fresh());
        take(queue.pollHead());
    }

    /** Steals twice. */
    @Actor
    public void thief() {
        take(queue.stealHalf(thief));
        take(thief.pollHead());
        take(queue.stealHalf(thief));
    }

    /** Takes what is left and counts. */
    @Arbiter
    public void arbiter(II_Result result) {
        for (RunQueue left : new RunQueue[] {queue, thief}) {
            take(left.pollNext());
            for (Runnable item = left.pollHead(); item != null; item = left.pollHead()) {
                take(item);
            }
        }
        for (int i = 0; i < pushed; i++) {
            int times = taken.get(i);
            if (times == 0) {
                result.r1++;
            } else if (times > 1) {
                result.r2++;
            }
        }
    }
}
