package dev.spindle.channel;

import org.jspecify.annotations.Nullable;

/** A {@link SelectEvent} in a {@link Select}. Once it has happened it stays ready, and is best disabled then. */
public final class EventCase extends SelectCase {

    private final SelectEvent event;
    private final Runnable wake;
    private boolean enabled = true;

    EventCase(SelectEvent event, Runnable wake) {
        this.event = event;
        this.wake = wake;
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
        return enabled;
    }

    @Override
    @Nullable
    ChannelCore<?> channel() {
        return null;
    }

    @Override
    boolean looksReady() {
        return event.hasHappened();
    }

    @Override
    boolean attempt() {
        return true; // what has happened stays so
    }

    @Override
    boolean isPolled() {
        return true;
    }

    @Override
    void subscribe() {
        event.subscribe(wake);
    }

    @Override
    void unsubscribe() {
        event.unsubscribe(wake);
    }

    @Override
    void complete(boolean ended) {
        throw new AssertionError("nobody completes a wait for an event");
    }
}
