package dev.spindle.reactive;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/** What becomes of exceptions that cannot be signalled: goroutines throw them, unless they are but an echo. */
final class Failures {

    /** How many causes of causes are looked at: they may lead in a circle. */
    private static final int DEEPEST = 100;

    private Failures() {}

    /** Whether this is but a cancel, seen from inside. */
    static boolean isEcho(Throwable thrown) {
        Throwable t = thrown;
        for (int depth = 0; t != null && depth < DEEPEST; depth++, t = t.getCause()) {
            if (t instanceof CancelledException
                    || t instanceof InterruptedException
                    || t instanceof InterruptedIOException
                    || t instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return false;
    }

    /** The first, with the next among what it suppresses. */
    @SuppressWarnings("ReferenceEquality") // the very same throwable cannot suppress itself
    static Throwable with(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }

    /** Throws what actions have thrown, if they did. */
    static void rethrowUnchecked(@Nullable Throwable thrown) {
        switch (thrown) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown);
        }
    }

    /** Throws it as it is. */
    static void rethrow(Throwable thrown) throws Exception {
        switch (thrown) {
            case Exception e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown);
        }
    }

    /**
     * Throws what a goroutine could not signal, if that is anything.
     *
     * @param violation what the subscriber threw, if it did
     * @param thrown what the generator threw, if it could not be signalled
     */
    static void rethrowUnsignalled(@Nullable Throwable violation, @Nullable Throwable thrown) throws Exception {
        Throwable all = thrown == null || isEcho(thrown) ? violation : with(violation, thrown);
        if (all != null) {
            rethrow(all);
        }
    }
}
