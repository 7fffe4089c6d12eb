package dev.spindle.channel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A send in a {@link Select}: {@code case c <- v}. It takes part while it has an element to send, and has none after it
 * was chosen, until {@link #offer} gives it another.
 *
 * @param <T> the type of the elements
 */
public final class SendCase<T> extends SelectCase {

    private final @Nullable ChannelCore<T> channel;
    private final Waiter<T> waiter;

    SendCase(@Nullable ChannelCore<T> channel, Parking wait, int key) {
        this.channel = channel;
        this.waiter = Waiter.selecting(true, wait, key);
    }

    /**
     * Sets what to send next, in place of what was to be sent, if anything.
     *
     * @param element what the next select may send
     * @throws NullPointerException if the element is null
     */
    public void offer(T element) {
        waiter.setElement(Objects.requireNonNull(element, "element"));
    }

    /**
     * Takes back what was to be sent, so that selects pass this case over.
     *
     * @return the element, or null if there was none
     */
    public @Nullable T withdraw() {
        T element = waiter.element();
        waiter.setElement(null);
        return element;
    }

    @Override
    public boolean isEnabled() {
        return channel != null && waiter.element() != null;
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

    @SuppressWarnings("NullAway") // for cases that are enabled
    private T element() {
        return waiter.element();
    }

    @Override
    boolean looksReady() {
        return core().looksSendable();
    }

    @Override
    boolean attempt() {
        boolean over = true; // where a listener throws, too: the element has been sent nevertheless
        try {
            over = core().offer(element());
            return over;
        } catch (ChannelClosedException e) {
            over = false;
            throw e;
        } finally {
            if (over) {
                waiter.setElement(null);
            }
        }
    }

    @Override
    boolean isPolled() {
        return false;
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
        if (ended) {
            throw ChannelClosedException.onSend(core().cause());
        }
        waiter.setElement(null);
    }
}
