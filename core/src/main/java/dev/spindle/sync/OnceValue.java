package dev.spindle.sync;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is computed when it is first asked for: Go's {@code sync.OnceValue}.
 *
 * {@snippet :
 * Supplier<Config> config = OnceValue.of(() -> parse(path));
 * }
 *
 * <p>Whoever asks while it is computed waits, without heeding interrupts, which stay set. Later calls cost one read. What the supplier
 * refers to can be collected once it has run.
 *
 * <p>A supplier that fails is not called again: its exception is thrown by each call, the same object.
 *
 * <p>Thread-safe. What the supplier did happens before the return of any call.
 *
 * @param <T> the type of the value, which is never null
 */
public final class OnceValue<T> implements Supplier<T> {

    private final OnceGate gate = new OnceGate();

    /** Null once called; used by the one thread that is let through. */
    private @Nullable Supplier<? extends T> supplier;

    /** Written before the gate opens. */
    private @Nullable T value;

    private OnceValue(Supplier<? extends T> supplier) {
        this.supplier = supplier;
    }

    /**
     * A value to be computed.
     *
     * @param <T> the type of the value
     * @param supplier is called once at most; a result of null is a failure, a {@link NullPointerException}
     * @return the value
     */
    public static <T> OnceValue<T> of(Supplier<? extends T> supplier) {
        return new OnceValue<>(Objects.requireNonNull(supplier, "supplier"));
    }

    /**
     * The value, computed by the first call. Parks a goroutine, blocks a platform thread while another computes it.
     *
     * @return always the same
     * @throws IllegalStateException if the supplier asks for the value that it computes
     */
    @Override
    @SuppressWarnings("NullAway") // there is a value, or a failure has been thrown
    public T get() {
        if (!gate.isOpen() && gate.enter()) {
            compute();
        }
        gate.throwFailure();
        return value;
    }

    @SuppressWarnings("NullAway") // there is a supplier until the gate opens
    private void compute() {
        Throwable failure = null;
        try {
            value = Objects.requireNonNull(supplier.get(), "the supplier of a OnceValue gave null");
        } catch (Throwable t) {
            failure = t;
        }
        supplier = null;
        gate.open(failure);
    }

    /**
     * Whether the supplier has been called, well or not.
     *
     * @return true once it has, for ever
     */
    public boolean isDone() {
        return gate.isOpen();
    }

    @Override
    public String toString() {
        return isDone() ? "OnceValue[done]" : "OnceValue[not done]";
    }
}
