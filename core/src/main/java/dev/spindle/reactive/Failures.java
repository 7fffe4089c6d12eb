package dev.spindle.reactive;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/** What becomes of exceptions that cannot be signalled: goroutines throw them, unless they are but an echo. */
final class Failures {

    private Failures() {}

    /** Whether this is but a cancel, seen from inside. */
    static boolean isEcho(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof CancelledException
                    || t instanceof InterruptedException
                    || t instanceof InterruptedIOException
                    || t instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return false;
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
    @SuppressWarnings("ReferenceEquality") // the very same throwable cannot suppress itself
    static void rethrowUnsignalled(@Nullable Throwable violation, @Nullable Throwable thrown) throws Exception {
        Throwable late = thrown == null || thrown == violation || isEcho(thrown) ? null : thrown;
        if (violation != null) {
            if (late != null) {
                violation.addSuppressed(late);
            }
            rethrow(violation);
        } else if (late != null) {
            rethrow(late);
        }
    }
}
