package dev.spindle.spring;

import dev.spindle.reactor.GoSchedulers;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Reactor's common schedulers on goroutines, for as long as somebody in this JVM wants it.
 *
 * <p>Those schedulers belong to the JVM, and so does what they run on: {@link dev.spindle.GoRuntime#shared()}, which no application
 * context closes. So who holds one, or got one from a context that is closed now, is never rejected.
 */
final class InstalledSchedulers {

    /** Applications that start, and contexts. Under the class's monitor, as is all here. */
    private static final Set<Object> OWNERS = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Whether it was this class that installed them, and so has to take them back. */
    private static boolean ours;

    private InstalledSchedulers() {}

    /** Installs them for the first owner. */
    static synchronized void acquire(Object owner) {
        if (OWNERS.isEmpty()) {
            ours = GoSchedulers.install();
        }
        OWNERS.add(owner);
    }

    /** Whether an owner has them, and gives them up to another. */
    static synchronized boolean pass(Object from, Object to) {
        return OWNERS.remove(from) && OWNERS.add(to);
    }

    /** Takes them back after the last owner. Does nothing for who is none. */
    static synchronized void release(Object owner) {
        if (OWNERS.remove(owner) && OWNERS.isEmpty() && ours) {
            ours = false;
            GoSchedulers.uninstall();
        }
    }
}
