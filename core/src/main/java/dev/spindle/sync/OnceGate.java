package dev.spindle.sync;

import org.jspecify.annotations.Nullable;

/**
 * Lets the first thread through to do something, and the others wait until it has.
 *
 * <p>What the first did before {@link #open} happens before what follows an {@link #isOpen()} of true and the return of
 * {@link #enter()} (volatile).
 */
final class OnceGate {

    private volatile boolean open;

    private final WaitQueue queue = new WaitQueue();

    /** Who is through; guarded by the queue's lock. */
    private @Nullable Thread runner;

    /** What that one failed with; written before {@link #open}. */
    private @Nullable Throwable failure;

    boolean isOpen() {
        return open;
    }

    /**
     * True if the caller has to do it, and to {@link #open} the gate then; false once somebody else has done it. Waits, and
     * keeps interrupts for later.
     *
     * @throws IllegalStateException if the caller is doing it
     */
    boolean enter() {
        Waiter waiter = new Waiter();
        queue.lock();
        try {
            if (open) {
                return false;
            }
            if (runner == null) {
                runner = Thread.currentThread();
                return true;
            }
            if (runner == Thread.currentThread()) {
                throw new IllegalStateException(
                        "the first call, on this thread, calls itself and would wait for itself");
            }
            queue.append(waiter);
        } finally {
            queue.unlock();
        }
        Patience patience = Patience.endless();
        waiter.await(patience, SyncWait.ONCE);
        patience.success();
        return false;
    }

    /** It is done. */
    void open(@Nullable Throwable thrown) {
        queue.lock();
        failure = thrown;
        runner = null;
        open = true;
        Waiter chain = queue.completeAll();
        queue.unlock();
        Waiter.unparkAll(chain);
    }

    /** Throws what the first call threw, if anything; for those who know that the gate is open. */
    void throwFailure() {
        Throwable thrown = failure;
        if (thrown != null) {
            throw OnceGate.<RuntimeException>asIs(thrown);
        }
    }

    /** The bodies declare no checked exception; one that comes all the same is thrown as it is. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asIs(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
