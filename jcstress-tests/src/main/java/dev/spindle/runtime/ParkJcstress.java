package dev.spindle.runtime;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A condition published before {@link Park#unpark} is seen by the waiter that looks at it before it parks. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "woken, or never slept")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "lost wake-up: slept on after the unpark")
@State
public class ParkJcstress {

    private static final long FAR_TOO_LONG_NANOS = 10_000_000_000L;

    private static final WaitReason REASON = () -> "jcstress";

    private volatile @Nullable Thread waiter;
    private volatile boolean ready;

    /** Publishes the condition, then wakes whoever waits for it. */
    @Actor
    public void waker() {
        ready = true;
        Park.unpark(waiter);
    }

    /** Announces itself, then waits for the condition. */
    @Actor
    public void waiter(I_Result result) {
        waiter = Thread.currentThread();
        long start = System.nanoTime();
        while (!ready && System.nanoTime() - start < FAR_TOO_LONG_NANOS) {
            Park.parkNanos(REASON, FAR_TOO_LONG_NANOS);
        }
        result.r1 = System.nanoTime() - start < FAR_TOO_LONG_NANOS ? 1 : 0;
    }
}
