package dev.spindle.channel;

import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The receiver of {@link Channel#after} and {@link Channel#ticker}. No timer stands behind it: a receive looks at the clock,
 * and if it is too early waits until the next tick is due. So a forgotten ticker costs nothing and needs no stopping,
 * and no stale tick is ever received. Go 1.23 and later promise the same.
 *
 * <p>Of several that wait, any one may get the tick; the others wait for the next. The queues of the channel below serve
 * to wake them when it is cancelled. Ticks that nobody received in time are skipped, not made up for.
 */
final class TickChannel extends RingChannel<Instant> {

    /** The nanosecond time. */
    private final LongSupplier clock;

    /** In nanoseconds; 0 if there is only one tick. */
    private final long period;

    /** The nanosecond time of the next tick. Written under the lock, read without it. */
    private volatile long due;

    /** Whether there is a next tick. Written under the lock, read without it. */
    private volatile boolean ticking;

    TickChannel(long first, long period, LongSupplier clock) {
        super(0, null);
        this.clock = clock;
        this.due = clock.getAsLong() + first;
        this.period = period;
        this.ticking = first != Nanos.FOREVER;
    }

    static TickChannel after(long nanos) {
        return new TickChannel(nanos, 0, System::nanoTime);
    }

    static TickChannel every(long period) {
        return new TickChannel(period, period, System::nanoTime);
    }

    @Override
    boolean isTimed() {
        return true;
    }

    @Override
    long nanosUntilReceivable() {
        return ticking ? Math.max(0, due - clock.getAsLong()) : Nanos.FOREVER;
    }

    @Override
    boolean looksReceivable() {
        return nanosUntilReceivable() == 0 || isClosed();
    }

    @Override
    @Nullable
    Instant poll() {
        if (isClosed() || nanosUntilReceivable() > 0) {
            return null;
        }
        if (period == 0) {
            ticking = false;
        } else {
            long last = due;
            long late = clock.getAsLong() - last;
            due = last + period * (1 + late / period);
        }
        unlock();
        return Instant.now();
    }

    @Override
    boolean pollAll(Batch<Instant> batch) {
        Instant tick = poll();
        if (tick == null) {
            return false;
        }
        batch.add(tick);
        return true;
    }

    @Override
    @Nullable
    Instant awaitSender(long nanos) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            long left = nanos == Nanos.FOREVER ? nanos : nanos - (System.nanoTime() - start);
            long early = nanosUntilReceivable();
            if (left <= early || isClosed()) {
                return super.awaitSender(left);
            }
            super.awaitSender(early);
            lock();
            Instant tick = poll();
            if (tick != null) {
                return tick;
            }
        }
    }
}
