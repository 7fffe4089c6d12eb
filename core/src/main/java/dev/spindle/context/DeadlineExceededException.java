package dev.spindle.context;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** That the deadline of a context, or of one that it derives from, has passed: Go's {@code context.DeadlineExceeded}. */
public final class DeadlineExceededException extends ContextDoneException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String MESSAGE = "context deadline exceeded";

    /** The one that is handed out as a value: it has no stack and cannot be changed. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // see above
    static final DeadlineExceededException VALUE = new DeadlineExceededException();

    private DeadlineExceededException() {
        super(MESSAGE);
    }

    private DeadlineExceededException(@Nullable Throwable cause) {
        super(MESSAGE, cause);
    }

    @Override
    ContextDoneException thrown(@Nullable Throwable cause) {
        return new DeadlineExceededException(cause);
    }
}
