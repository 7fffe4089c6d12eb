package dev.spindle.context;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** A registration of what will never happen. */
final class IdleRegistration implements Registration {

    private final AtomicBoolean stopped = new AtomicBoolean();

    IdleRegistration(Runnable action) {
        Objects.requireNonNull(action, "action");
    }

    @Override
    public boolean stop() {
        return stopped.compareAndSet(false, true);
    }
}
