package dev.spindle;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A goroutine's interrupt in the making; see {@link G} for why it exists.
 *
 * <pre>
 *       IDLE -&gt; REQUESTED   somebody cancels
 *  REQUESTED -&gt; DELIVERING  by whoever found the thread: the canceller, or the goroutine as it starts
 * DELIVERING -&gt; AGAIN       somebody cancels; the goroutine may have seen the interrupt under way before that
 * DELIVERING -&gt; IDLE        done; may be requested again
 *      AGAIN -&gt; REQUESTED   done, but requested again
 *     (each) -&gt; DEAD        by the ending goroutine, which waits while it is DELIVERING or AGAIN
 * </pre>
 */
final class Interrupt extends G.Hook {

    private enum Phase {
        IDLE,
        REQUESTED,
        DELIVERING,
        AGAIN,
        DEAD
    }

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);

    /** Asks for an interrupt and sees to its delivery. */
    void request(G g) {
        if (tryRequest()) {
            deliverOrLookAgain(g);
        }
    }

    /** Asks for an interrupt; true if the caller has to deliver it, false if somebody else does or the goroutine has ended. */
    boolean tryRequest() {
        while (!phase.compareAndSet(Phase.IDLE, Phase.REQUESTED)) {
            Phase now = phase.get();
            if (now == Phase.IDLE) {
                continue;
            }
            if (now != Phase.DELIVERING || phase.compareAndSet(Phase.DELIVERING, Phase.AGAIN)) {
                return false;
            }
        }
        return true;
    }

    private void deliverOrLookAgain(G g) {
        Thread thread = g.thread();
        if (thread != null) {
            deliver(thread);
        } else if (phase.get() == Phase.REQUESTED) {
            // Not started, or just starting: the goroutine looks as it starts, but without a fence.
            var _ = g.runtime().scheduler().schedule(LOOK_AGAIN_NANOS, () -> deliverOrLookAgain(g));
        }
    }

    /** Interrupts the goroutine's thread, if that was requested and nobody else does. */
    void deliver(Thread thread) {
        while (phase.compareAndSet(Phase.REQUESTED, Phase.DELIVERING)) {
            try {
                thread.interrupt();
            } finally {
                if (!phase.compareAndSet(Phase.DELIVERING, Phase.IDLE)) {
                    phase.set(Phase.REQUESTED);
                }
            }
        }
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // there is nothing to park on in a race this rare
    boolean ended(G g) {
        for (; ; ) {
            Phase now = phase.get();
            if (now == Phase.DELIVERING || now == Phase.AGAIN) {
                Thread.yield(); // the interrupter is inside Thread.interrupt, which may run user code
            } else if (phase.compareAndSet(now, Phase.DEAD)) {
                return false;
            }
        }
    }
}
