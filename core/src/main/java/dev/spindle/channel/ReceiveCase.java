package dev.spindle.channel;

import org.jspecify.annotations.Nullable;

/**
 * A receive in a {@link Select}: {@code case v, ok := <-c}. A channel at its end is ready, for ever: so the case is
 * chosen, has no element, and is best disabled then.
 *
 * @param <T> the type of the elements
 */
public final class ReceiveCase<T> extends SelectCase {

    private final @Nullable ChannelCore<T> channel;
    private final Waiter<T> waiter;
    private boolean enabled = true;
    private @Nullable T taken;

    ReceiveCase(@Nullable ChannelCore<T> channel, Parking wait, int key) {
        this.channel = channel;
        this.waiter = Waiter.selecting(false, wait, key);
    }

    /**
     * What was received, when the last select has chosen this case.
     *
     * @return the element; the same again until the next select
     * @throws ChannelClosedException if the channel is at its end
     * @throws IllegalStateException if the last select has not chosen this case
     */
    public T element() {
        T element = takenOrNull();
        if (element == null) {
            throw ChannelClosedException.onReceive(core().cause());
        }
        return element;
    }

    /**
     * As {@link #element()}, but answers null at the end.
     *
     * @return the element, or null if the channel is closed without a cause and drained
     * @throws ChannelClosedException if the channel is at its end and was closed with a cause
     * @throws IllegalStateException if the last select has not chosen this case
     */
    public @Nullable T elementOrNull() {
        T element = takenOrNull();
        if (element == null && core().cause() != null) {
            throw ChannelClosedException.onReceive(core().cause());
        }
        return element;
    }

    private @Nullable T takenOrNull() {
        if (!isChosen()) {
            throw new IllegalStateException("the last select has not chosen this case");
        }
        return taken;
    }

    /** Lets the next select consider this case, as in the beginning. */
    public void enable() {
        enabled = true;
    }

    /** Lets selects pass this case over. */
    public void disable() {
        enabled = false;
    }

    @Override
    public boolean isEnabled() {
        return enabled && channel != null;
    }

    @Override
    void begin() {
        super.begin();
        taken = null;
    }

    @Override
    @Nullable
    ChannelCore<T> channel() {
        return channel;
    }

    @SuppressWarnings("NullAway") // for cases that are enabled
    private ChannelCore<T> core() {
        return channel;
    }

    @Override
    boolean looksReady() {
        return core().looksReceivable();
    }

    @Override
    boolean attempt() {
        ChannelCore<T> core = core();
        taken = core.poll();
        if (taken == null && core.isClosed()) {
            core.unlock();
            return true;
        }
        return taken != null;
    }

    @Override
    boolean isPolled() {
        return channel != null && channel.isTimed();
    }

    @Override
    long nanosUntilReady() {
        return core().nanosUntilReceivable();
    }

    @Override
    void join() {
        core().join(waiter);
    }

    @Override
    void leave() {
        core().leave(waiter);
    }

    @Override
    void complete(boolean ended) {
        T element = waiter.element();
        waiter.setElement(null);
        taken = element;
        if (element != null) {
            core().tellReceived(element);
        }
    }
}
