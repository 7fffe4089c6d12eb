package dev.spindle.reactive;

import java.io.Serial;
import java.util.concurrent.CancellationException;

/**
 * Thrown by an {@link Emitter} whose subscriber wants no more: by the call that waits and by every later one.
 *
 * <p>Let it pass: it ends the generator, whose finally-blocks run, and is reported nowhere. It has no stack trace, as it
 * says nothing about the code that meets it.
 */
public final class CancelledException extends CancellationException {

    @Serial
    private static final long serialVersionUID = 1L;

    CancelledException(String message) {
        super(message);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // it does nothing
    public Throwable fillInStackTrace() {
        return this;
    }
}
