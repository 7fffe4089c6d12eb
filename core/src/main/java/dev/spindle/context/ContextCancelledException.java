package dev.spindle.context;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** That a context, or one that it derives from, was cancelled: Go's {@code context.Canceled}. */
public final class ContextCancelledException extends ContextDoneException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String MESSAGE = "context canceled";

    /** The one that is handed out as a value: it has no stack and cannot be changed. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // see above
    static final ContextCancelledException VALUE = new ContextCancelledException();

    private ContextCancelledException() {
        super(MESSAGE);
    }

    private ContextCancelledException(@Nullable Throwable cause) {
        super(MESSAGE, cause);
    }

    @Override
    ContextDoneException thrown(@Nullable Throwable cause) {
        return new ContextCancelledException(cause);
    }
}
