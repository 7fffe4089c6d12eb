package dev.spindle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statement, in force until closed, that a runtime is the one to use outside of goroutines; see
 * {@link GoRuntime#makeDefault()}. Thread-safe; closing twice is the same as once.
 */
public final class DefaultRuntime implements AutoCloseable {

    /** Those in force, in the order in which they were made. Under the class's monitor. */
    private static final List<DefaultRuntime> IN_FORCE = new ArrayList<>();

    /** The runtime of the last of them. Written under the class's monitor, read by whoever is outside of goroutines. */
    private static volatile @Nullable GoRuntime latest;

    private final GoRuntime runtime;

    private DefaultRuntime(GoRuntime runtime) {
        this.runtime = runtime;
    }

    static DefaultRuntime of(GoRuntime runtime) {
        DefaultRuntime made = new DefaultRuntime(runtime);
        synchronized (DefaultRuntime.class) {
            IN_FORCE.add(made);
            latest = runtime;
        }
        return made;
    }

    /** The latest one that is in force, unless it is closed, else the shared one. */
    static GoRuntime get() {
        GoRuntime found = latest;
        return found != null && !found.isClosed() ? found : GoRuntime.shared();
    }

    /** Takes the statement back: the one from before it is in force again, or else the shared runtime. */
    @Override
    public void close() {
        synchronized (DefaultRuntime.class) {
            IN_FORCE.remove(this);
            latest = IN_FORCE.isEmpty() ? null : IN_FORCE.getLast().runtime;
        }
    }
}
