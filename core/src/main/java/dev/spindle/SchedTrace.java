package dev.spindle;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Go's {@code GODEBUG=schedtrace=X}: a line on standard error every X milliseconds. */
final class SchedTrace {

    private final GoRuntime runtime;
    private final long periodNanos;
    private volatile @Nullable Thread thread;

    private SchedTrace(GoRuntime runtime, long periodMillis) {
        this.runtime = runtime;
        this.periodNanos = TimeUnit.MILLISECONDS.toNanos(periodMillis);
    }

    static @Nullable SchedTrace startIfAsked(GoRuntime runtime, long periodMillis) {
        if (periodMillis <= 0) {
            return null;
        }
        SchedTrace trace = new SchedTrace(runtime, periodMillis);
        trace.thread = Thread.ofPlatform()
                .daemon()
                .name(runtime.name() + "-schedtrace")
                .start(trace::print);
        return trace;
    }

    void stop() {
        Thread printing = thread;
        thread = null;
        LockSupport.unpark(printing);
    }

    private void print() {
        long next = System.nanoTime() + periodNanos;
        LockSupport.parkNanos(this, periodNanos);
        while (thread != null) {
            if (System.nanoTime() - next >= 0) {
                System.err.println(runtime.trace());
                next += periodNanos;
            }
            LockSupport.parkNanos(this, next - System.nanoTime());
        }
    }
}
