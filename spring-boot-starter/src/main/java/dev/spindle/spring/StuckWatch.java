package dev.spindle.spring;

import dev.spindle.GoRuntime;
import dev.spindle.RuntimeStats;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;

/**
 * For how long as many Ps as the parallelism have been stuck, at every look.
 *
 * <p>One that is stuck for a while is normal: a surplus one stands in for it. All of them, again and again, say that the service is
 * busy with code that does not come back. Two requests for the health that each meet another such moment say nothing; so a thread looks,
 * ten times in the span that counts.
 */
final class StuckWatch implements DisposableBean {

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Supplier<RuntimeStats> stats;
    private final LongSupplier clock;
    private final long patienceNanos;

    /** Written by who looks, read by health checks: whether all were stuck at the last look, and since when. */
    private volatile boolean stuck;

    private volatile long sinceNanos;
    private volatile boolean ended;

    StuckWatch(Supplier<RuntimeStats> stats, Duration patience, LongSupplier clock) {
        this.stats = stats;
        this.patienceNanos = patience.toNanos();
        this.clock = clock;
    }

    /** One with a thread that looks. */
    static StuckWatch over(GoRuntime runtime, Duration patience) {
        StuckWatch watch = new StuckWatch(runtime::stats, patience, System::nanoTime);
        Thread.ofPlatform().daemon().name(runtime.name() + "-stuck-watch").start(watch::watch);
        return watch;
    }

    private void watch() {
        long pause = Math.clamp(patienceNanos / 10, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
        while (!ended) {
            look();
            LockSupport.parkNanos(this, pause);
        }
    }

    /** One thread only. */
    void look() {
        RuntimeStats now = stats.get();
        if (now.stuckProcessors() < now.parallelism()) {
            stuck = false;
        } else if (!stuck) {
            sinceNanos = clock.getAsLong();
            stuck = true;
        }
    }

    /** Whether it has lasted too long. Any thread. */
    boolean isOverdue() {
        return stuck && clock.getAsLong() - sinceNanos >= patienceNanos;
    }

    @Override
    public void destroy() {
        ended = true;
    }
}
