package dev.spindle.runtime;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps the first failure that a scheduler tells of, for a test to look at in the end. */
final class FirstFailure implements SchedulerConfig.Listener {

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    @Nullable
    Throwable get() {
        return failure.get();
    }

    @Override
    public void onTaskFailure(Thread thread, Throwable thrown) {
        failure.compareAndSet(null, thrown);
    }

    @Override
    public void onAllAsleep() {}

    @Override
    public void onMachinesCapped() {}
}
