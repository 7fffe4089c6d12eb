package dev.spindle.context;

import dev.spindle.channel.Channel;
import dev.spindle.channel.Receiver;
import dev.spindle.runtime.SpinLock;
import org.jspecify.annotations.Nullable;

/**
 * The end of a context, which comes once, and what is to be told of it.
 *
 * <p>Everything is guarded by the lock. The end is also read without (volatile): what happened before it was set happens
 * before what follows a read of it. Once it is set the list of hooks is frozen: nothing joins it, nothing leaves it, and
 * whoever helps to carry the end on may walk it without the lock, until it is dropped as a whole.
 */
final class Ending extends SpinLock {

    private volatile @Nullable End end;

    /** Made when it is first asked for; set under the lock, read also without. */
    private volatile @Nullable Channel<Void> done;

    private @Nullable Hook first;
    private @Nullable Hook last;

    @Nullable
    End end() {
        return end;
    }

    Receiver<Void> done() {
        Channel<Void> known = done;
        return known != null ? known : makeDone();
    }

    private Receiver<Void> makeDone() {
        Channel<Void> fresh = Channel.unbuffered();
        Channel<Void> made;
        boolean ended;
        lock();
        made = done;
        if (made == null) {
            made = fresh;
            done = fresh;
        }
        ended = end != null;
        unlock();
        if (ended) {
            made.close(); // if the end came first it found no channel
        }
        return made;
    }

    /** Adds a hook; false if the end has come. */
    boolean add(Hook hook) {
        lock();
        boolean open = end == null;
        if (open) {
            hook.previous = last;
            if (last == null) {
                first = hook;
            } else {
                last.next = hook;
            }
            last = hook;
            hook.linked = true;
        }
        unlock();
        return open;
    }

    /** Removes a hook; false if the end has come, or it was removed before. */
    boolean remove(Hook hook) {
        lock();
        boolean removed = end == null && hook.linked;
        if (removed) {
            Hook before = hook.previous;
            Hook after = hook.next;
            if (before == null) {
                first = after;
            } else {
                before.next = after;
            }
            if (after == null) {
                last = before;
            } else {
                after.previous = before;
            }
            hook.next = null;
            hook.previous = null;
            hook.linked = false;
        }
        unlock();
        return removed;
    }

    /** Ends it; false if the end came before. The caller then carries it on to the hooks. */
    boolean tryEnd(End how) {
        lock();
        boolean ends = end == null;
        if (ends) {
            end = how;
        }
        Channel<Void> toClose = done;
        unlock();
        if (ends && toClose != null) {
            toClose.close();
        }
        return ends;
    }

    /** The first of the frozen list; null if there is none, or no more. After the end. */
    @Nullable
    Hook hooks() {
        lock();
        Hook frozen = first;
        unlock();
        return frozen;
    }

    /** All hooks have been told. */
    void drop() {
        lock();
        first = null;
        last = null;
        unlock();
    }

    /** How many hooks there are; takes time in proportion. */
    int size() {
        lock();
        int size = 0;
        for (Hook hook = first; hook != null; hook = hook.next) {
            size++;
        }
        unlock();
        return size;
    }
}
