package dev.spindle;

import dev.spindle.channel.SelectEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The end of a goroutine, as selects see it. A goroutine that is asked for it keeps one, hung up until the end; selects come
 * and go, and leave nothing behind.
 *
 * <p>The end is published before {@code ended} looks at the subscribers, and a subscriber looks for the end after it was
 * added: one of the two sees the other.
 */
final class GoroutineEnd extends G.Hook implements SelectEvent {

    private final G goroutine;
    private final Set<Runnable> subscribers = ConcurrentHashMap.newKeySet();

    GoroutineEnd(G goroutine) {
        this.goroutine = goroutine;
    }

    @Override
    boolean ended(G g) {
        subscribers.forEach(Runnable::run);
        return false;
    }

    @Override
    public boolean hasHappened() {
        return goroutine.isEnded();
    }

    @Override
    public void subscribe(Runnable wake) {
        subscribers.add(wake);
    }

    @Override
    public void unsubscribe(Runnable wake) {
        subscribers.remove(wake);
    }

    /** How many wait for it now. */
    int subscribers() {
        return subscribers.size();
    }

    @Override
    public String toString() {
        return "end of " + goroutine;
    }
}
