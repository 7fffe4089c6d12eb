package dev.spindle.channel;

import org.jspecify.annotations.Nullable;

/**
 * One of the things that a {@link Select} waits for. Belongs to its select, and like it to one thread at a time.
 *
 * <p>A case that is disabled takes no part, as a case with a nil channel does in Go.
 */
public abstract sealed class SelectCase permits ReceiveCase, SendCase, EventCase {

    private boolean chosen;

    SelectCase() {}

    /**
     * Whether the next select considers this case.
     *
     * @return true if it does
     */
    public abstract boolean isEnabled();

    /** Whether the last select chose this. */
    final boolean isChosen() {
        return chosen;
    }

    /** Tells that the select chose this; it has happened. */
    final void choose() {
        chosen = true;
    }

    /** Begins the next select: what the last one gave is forgotten. */
    void begin() {
        chosen = false;
    }

    /** The channel to lock, or null if there is nothing to lock. */
    abstract @Nullable ChannelCore<?> channel();

    /** False if it is not ready. Needs no lock. */
    abstract boolean looksReady();

    /** Whether it takes part, and looks ready. */
    final boolean isReady() {
        return isEnabled() && looksReady();
    }

    /** Does it if it is ready. The lock of the channel is held, and freed if this returns true or throws. */
    abstract boolean attempt();

    /** How long until time alone makes this ready. */
    long nanosUntilReady() {
        return Nanos.FOREVER;
    }

    /** Whether the waiting thread has to look for itself, since nobody completes its wait. */
    abstract boolean isPolled();

    /** Asks to be woken, where that needs no lock. */
    void subscribe() {}

    /** Takes {@link #subscribe} back. */
    void unsubscribe() {}

    /** Joins the channel's queue. The lock is held. */
    void join() {}

    /** Leaves the channel's queue, if still in it. */
    void leave() {}

    /**
     * Was completed while it waited, and left the queue thereby.
     *
     * @param ended whether the channel was closed
     */
    abstract void complete(boolean ended);
}
