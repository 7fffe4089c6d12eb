package dev.spindle.channel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A channel's being closed, made for the first who asks for it.
 *
 * <p>A subscriber adds itself and then looks at {@code happened}; the closing thread sets that and then goes through the
 * subscribers: one of them sees the other. Whoever takes a subscriber out of the set runs it, and nobody takes one out for
 * another reason: so each is run, once.
 */
final class CloseEvent implements SelectEvent {

    /** Of {@link NeverChannel}, which is never closed. */
    static final SelectEvent NEVER = new SelectEvent() {
        @Override
        public boolean hasHappened() {
            return false;
        }

        @Override
        public void subscribe(Runnable wake) {}

        @Override
        public void unsubscribe(Runnable wake) {}
    };

    private final Set<Runnable> subscribers = ConcurrentHashMap.newKeySet();

    /** Written once, by the thread that closes the channel. */
    private volatile boolean happened;

    @Override
    public boolean hasHappened() {
        return happened;
    }

    @Override
    public void subscribe(Runnable wake) {
        subscribers.add(wake);
        if (happened) {
            take(wake);
        }
    }

    private void take(Runnable wake) {
        if (subscribers.remove(wake)) {
            wake.run();
        }
    }

    @Override
    public void unsubscribe(Runnable wake) {
        subscribers.remove(wake);
    }

    /** Outside of the channel's lock. */
    void happen() {
        happened = true;
        subscribers.forEach(this::take);
    }
}
