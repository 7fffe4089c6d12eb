package dev.spindle.channel;

import org.jspecify.annotations.Nullable;

/**
 * A buffered channel whose sends never wait: when it is full it drops an element, the oldest or the one being sent.
 *
 * @param <T> the type of the elements
 */
final class DroppingChannel<T> extends RingChannel<T> {

    private final boolean dropsOldest;

    DroppingChannel(int capacity, boolean dropsOldest, @Nullable ChannelListener<? super T> listener) {
        super(capacity, listener);
        if (capacity == 0) {
            throw new IllegalArgumentException("a channel that drops elements needs a capacity of 1 or more");
        }
        this.dropsOldest = dropsOldest;
    }

    @Override
    boolean looksSendable() {
        return true;
    }

    @Override
    boolean offerToFull(T element) {
        T lost = dropsOldest ? rotate(element) : element;
        countDropped(1);
        unlock();
        tellUndelivered(lost);
        return true;
    }
}
