package dev.spindle;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The delayed tasks of a worker, in the order in which they join its line: by time, and for equal times as they were started.
 *
 * <p>Their timers stand in the heaps of several Ps, which fire independently; so one that fires lets all join that are due. One
 * carrier at a time does that: another that comes meanwhile leaves word in {@code firings}, and goes. Lock-free.
 */
final class DueLine extends AbstractSet<Waiting> {

    private final ConcurrentSkipListSet<Waiting> waiting = new ConcurrentSkipListSet<>(Waiting.ORDER);
    private final AtomicLong sequences = new AtomicLong();

    /** How many have come to let tasks join; the first of them does it for all. */
    private final AtomicInteger firings = new AtomicInteger();

    @Override
    public boolean add(Waiting newcomer) {
        newcomer.setSequence(sequences.getAndIncrement());
        return waiting.add(newcomer);
    }

    @Override
    public boolean remove(Object element) {
        return waiting.remove(element);
    }

    @Override
    public Iterator<Waiting> iterator() {
        return waiting.iterator();
    }

    /** Takes time in proportion to the result. */
    @Override
    public int size() {
        return waiting.size();
    }

    /** Lets all that are due join, in their order; or someone else does, who is at it. */
    void joinDue() {
        if (firings.getAndIncrement() != 0) {
            return;
        }
        int done = 1;
        do {
            for (Waiting first = firstDue(); first != null; first = firstDue()) {
                if (waiting.remove(first)) {
                    first.join();
                }
            }
            done = firings.addAndGet(-done);
        } while (done != 0);
    }

    private @Nullable Waiting firstDue() {
        Iterator<Waiting> inOrder = waiting.iterator();
        if (!inOrder.hasNext()) {
            return null;
        }
        Waiting first = inOrder.next();
        return first.isDue() ? first : null;
    }
}
