package dev.spindle.runtime;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The global run queue, where work is shared: what comes from outside, singly, and what full rings overflow, in batches.
 *
 * <p>Both parts are wait-free for producers in practice (JCTools' unbounded MPSC), so anyone may push from any context,
 * pinned virtual threads included. Takers hold a try-lock for a few stores; one that does not get it comes back later,
 * which cannot lose work: {@link #isEmpty()} keeps telling the truth, and nobody goes idle while it says no. What a taker has in
 * its hands, on the way to its ring or back here, is in no queue; so while one takes, this is not empty.
 *
 * <p>A batch is taken whole, for that is how it came; single items in fair shares, as Go does:
 * {@code min(128, size, size / parallelism + 1)}.
 */
final class GlobalQueue implements RunQueue.Overflow {

    private static final int CHUNK = 1024;
    private static final int BATCH_MAX = 128;

    private final MpscUnboundedVarHandleArrayQueue<Runnable> singles = new MpscUnboundedVarHandleArrayQueue<>(CHUNK);
    private final MpscUnboundedVarHandleArrayQueue<Runnable[]> batches = new MpscUnboundedVarHandleArrayQueue<>(64);

    /** Guards the consumer side of both queues; spun on by nobody. */
    private final AtomicBoolean taking = new AtomicBoolean();

    /**
     * Items inside {@code batches}, raised before they are and lowered, under {@code taking}, after: not zero while the rest of a batch is on
     * its way back.
     */
    private final AtomicInteger batched = new AtomicInteger();

    /** Under {@code taking}: whether the next take looks at batches first. */
    private boolean batchesFirst;

    /** Appends one item. Never throws but for lack of memory; no fence afterwards. */
    void push(Runnable item) {
        singles.offer(item);
    }

    @Override
    public void accept(Runnable[] batch) {
        batched.getAndAdd(batch.length);
        batches.offer(batch);
    }

    /** Once it says yes, whatever was taken from here before is on its taker's ring: {@code taking} is read last. */
    boolean isEmpty() {
        return singles.isEmpty() && batched.get() == 0 && !taking.get();
    }

    int size() {
        return singles.size() + batched.get();
    }

    /**
     * Takes one item, leaving the rest where it is: the look that a busy P owes to this queue every 61 ticks.
     *
     * @return an item, or null if there was none or another M is taking
     */
    @Nullable
    Runnable pollOne() {
        if (isEmpty() || !taking.compareAndSet(false, true)) {
            return null;
        }
        try {
            Runnable single = batchesFirst ? null : singles.relaxedPoll();
            batchesFirst = !batchesFirst;
            if (single != null) {
                return single;
            }
            Runnable[] batch = batches.relaxedPeek();
            if (batch == null) {
                return singles.relaxedPoll();
            }
            if (batch.length > 1) {
                batches.offer(Arrays.copyOfRange(batch, 1, batch.length)); // first, as there may be no memory for it
            }
            batches.relaxedPoll();
            batched.getAndDecrement();
            return batch[0];
        } finally {
            taking.set(false);
        }
    }

    /**
     * Takes a fair share: the first item is returned, the others go to the tail of the caller's ring.
     *
     * @param ring the caller's own queue, with room for 128 items
     * @param parallelism the number of Ps that share
     * @return an item, or null if there was none or another M is taking
     */
    @Nullable
    Runnable pollShare(RunQueue ring, int parallelism) {
        if (isEmpty() || !taking.compareAndSet(false, true)) {
            return null;
        }
        try {
            Runnable first = batchesFirst ? null : pollSingles(ring, parallelism);
            batchesFirst = !batchesFirst;
            if (first == null) {
                first = pollBatch(ring);
            }
            return first != null ? first : pollSingles(ring, parallelism);
        } finally {
            taking.set(false);
        }
    }

    private @Nullable Runnable pollBatch(RunQueue ring) {
        Runnable[] batch = batches.relaxedPoll();
        if (batch == null) {
            return null;
        }
        for (int i = 1; i < batch.length; i++) {
            ring.pushTail(batch[i]);
        }
        batched.getAndAdd(-batch.length);
        return batch[0];
    }

    private @Nullable Runnable pollSingles(RunQueue ring, int parallelism) {
        int size = singles.size();
        if (size == 0) {
            return null;
        }
        int share = Math.min(BATCH_MAX, Math.min(size, size / parallelism + 1));
        Runnable first = singles.relaxedPoll();
        for (int i = 1; first != null && i < share; i++) {
            Runnable item = singles.relaxedPoll();
            if (item == null) {
                break;
            }
            ring.pushTail(item);
        }
        return first;
    }
}
