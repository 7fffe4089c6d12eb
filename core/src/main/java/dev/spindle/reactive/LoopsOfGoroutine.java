package dev.spindle.reactive;

import dev.spindle.Goroutine;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The loops that a goroutine has open, to be closed when it ends: one hook a goroutine, however many loops it runs. */
final class LoopsOfGoroutine {

    private static final ThreadLocal<LoopsOfGoroutine> CURRENT = new ThreadLocal<>();

    private final Goroutine goroutine;
    private final Set<StreamLoop<?>> open = ConcurrentHashMap.newKeySet();

    private LoopsOfGoroutine(Goroutine goroutine) {
        this.goroutine = goroutine;
    }

    /** Enters a loop of the calling goroutine; null if the caller is none. */
    static @Nullable LoopsOfGoroutine enter(StreamLoop<?> loop) {
        Goroutine caller = Goroutine.current();
        if (caller == null) {
            return null;
        }
        LoopsOfGoroutine loops = CURRENT.get();
        if (loops == null || !loops.goroutine.equals(caller)) {
            loops = new LoopsOfGoroutine(caller);
            CURRENT.set(loops);
            caller.onEnd(loops::closeAll);
        }
        loops.open.add(loop);
        return loops;
    }

    void leave(StreamLoop<?> loop) {
        open.remove(loop);
    }

    private void closeAll() {
        open.forEach(StreamLoop::close);
    }
}
