package dev.spindle;

import dev.spindle.runtime.Scheduler;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Goroutines as virtual threads of the JDK: those of a runtime in portable mode. */
final class PortableGoroutines {

    private final Set<G> live = ConcurrentHashMap.newKeySet();

    void start(G g, Scheduler scheduler, @Nullable ClassLoader loader) {
        Thread thread = Thread.ofVirtual().inheritInheritableThreadLocals(false).unstarted(() -> {
            try {
                RuntimeTask.runPortable(g, g);
            } finally {
                live.remove(g);
                scheduler.census().finishedOutside();
            }
        });
        thread.setContextClassLoader(loader);
        live.add(g);
        scheduler.census().spawnedOutside();
        boolean started = false;
        try {
            thread.start();
            started = true;
        } finally {
            if (!started) {
                live.remove(g);
                scheduler.census().finishedOutside();
            }
        }
    }

    Collection<G> snapshot() {
        return List.copyOf(live);
    }
}
