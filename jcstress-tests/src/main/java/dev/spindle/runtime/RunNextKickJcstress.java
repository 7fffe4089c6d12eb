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

/** A kick of runnext to the tail against a thief that saw the kicked one. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "each item was taken once")
@Outcome(expect = Expect.FORBIDDEN, desc = "items lost, items taken twice: the thief takes what the owner kicks")
@State
public class RunNextKickJcstress {

    private static final int CAPACITY = 2;
    private static final int ITEMS = 4;

    private final AtomicIntegerArray taken = new AtomicIntegerArray(ITEMS);
    private final Runnable[] items = new Runnable[ITEMS];
    private final RunQueue queue = new RunQueue(CAPACITY, this::takeAll);
    private final RunQueue thief = new RunQueue(CAPACITY, this::takeAll);
    private int pushed;

    /** One item is next. */
    public RunNextKickJcstress() {
        for (int i = 0; i < ITEMS; i++) {
            int item = i;
            items[i] = () -> taken.incrementAndGet(item);
        }
        queue.pushNext(fresh());
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

    /** Kicks, and runs the new one. */
    @Actor
    public void owner() {
        queue.pushNext(fresh());
        take(queue.pollNext());
    }

    /** Steals what it saw, then half of the ring. */
    @Actor
    public void thief() {
        Runnable seen = queue.peekNext();
        if (seen != null && queue.stealNext(seen)) {
            take(seen);
        }
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
