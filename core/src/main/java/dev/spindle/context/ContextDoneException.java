package dev.spindle.context;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * That a context is done: what {@link Context#err()} gives and {@link Context#throwIfDone()} throws. In the latter case its cause is
 * the context's {@linkplain Context#cause() cause}, if it was given one.
 */
public abstract sealed class ContextDoneException extends RuntimeException
        permits ContextCancelledException, DeadlineExceededException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** As a value, without a stack: it is shared, and nobody threw it. */
    ContextDoneException(String message) {
        super(message, null, false, false);
    }

    /** To be thrown. */
    ContextDoneException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** One of this kind to be thrown. */
    abstract ContextDoneException thrown(@Nullable Throwable cause);
}
