package dev.spindle;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The statement, in force until closed, that goroutines may be woken from outside their runtime; see
 * {@link GoRuntime#external()}. Thread-safe; closing twice is the same as once.
 */
public final class External implements AutoCloseable {

    private final AtomicLong count;
    private final AtomicBoolean closed = new AtomicBoolean();

    External(AtomicLong count) {
        this.count = count;
    }

    /** Takes the statement back. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            count.decrementAndGet();
        }
    }
}
