package dev.spindle.runtime;

import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which sync and context start goroutines and arm timers: a runtime, as they see it.
 *
 * <p>Runtimes are made by the façade, which stands on those packages. It hands its part over here as its class is
 * initialised, and {@link #current()} sees to that.
 */
public abstract class Launcher {

    private static final String FACADE = "dev.spindle.GoRuntime";

    private static volatile @Nullable Supplier<Launcher> shared;
    private static volatile @Nullable Supplier<Launcher> current;

    /** For the façade. */
    protected Launcher() {}

    /**
     * Called by the façade as its class is initialised.
     *
     * @param sharedOne gives the launcher of the shared runtime
     * @param currentOne gives that of the calling goroutine's runtime, or of the shared one
     */
    public static void provide(Supplier<Launcher> sharedOne, Supplier<Launcher> currentOne) {
        shared = sharedOne;
        current = currentOne;
    }

    /**
     * That of the shared runtime.
     *
     * @return always the same
     */
    public static Launcher shared() {
        Supplier<Launcher> provided = shared;
        return (provided != null ? provided : provided(() -> shared)).get();
    }

    /**
     * That of the calling goroutine's runtime, or of the shared one.
     *
     * @return never null
     */
    public static Launcher current() {
        Supplier<Launcher> provided = current;
        return (provided != null ? provided : provided(() -> current)).get();
    }

    private static Supplier<Launcher> provided(Supplier<@Nullable Supplier<Launcher>> field) {
        try {
            Class.forName(FACADE, true, Launcher.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        Supplier<Launcher> provided = field.get();
        if (provided == null) {
            throw new AssertionError(FACADE + " provides no launcher");
        }
        return provided;
    }

    /**
     * Starts a goroutine. Never blocks.
     *
     * @param body what it runs; its result is ignored, what it throws is the goroutine's failure
     * @param neverRan what to do instead if the runtime is closed before the body begins; on the thread that closes it, must not block
     * @throws RejectedExecutionException if the runtime takes no more; then neither is called
     */
    public abstract void start(Callable<?> body, Runnable neverRan);

    /**
     * Starts a goroutine here, or in the shared runtime if this one is closed before it begins. Never blocks.
     *
     * @param body what it runs
     */
    public abstract void startAnyway(Runnable body);

    /**
     * As {@link #startAnyway}, later; also if the runtime has been closed by then.
     *
     * @param delayNanos from now, in nanoseconds; zero or less is at once
     * @param body what it runs
     * @return the timer, to be cancelled
     */
    public abstract Timer startLater(long delayNanos, Runnable body);
}
