package dev.spindle.context;

import dev.spindle.runtime.Launcher;
import dev.spindle.runtime.Timer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A context that ends itself in time. The timer starts a goroutine for that, as there may be much to cancel; it is one of
 * the runtime in which this was made, or of the shared one if that has been closed.
 */
final class DeadlineContext extends TreeContext {

    private final Instant when;
    private final End expiry;

    /** Written once armed (volatile), before a look at the end: of the two, an end that comes meanwhile sees one. */
    private volatile @Nullable Timer timer;

    private DeadlineContext(Context parent, Instant when, Throwable cause) {
        super(parent, when);
        this.when = when;
        this.expiry = new End(DeadlineExceededException.VALUE, cause);
    }

    static TreeContext at(Context parent, Instant deadline, Throwable cause) {
        Duration left = Duration.between(Instant.now(), Objects.requireNonNull(deadline, "deadline"));
        return make(parent, deadline, left, cause);
    }

    static TreeContext after(Context parent, Duration timeout, Throwable cause) {
        Objects.requireNonNull(timeout, "timeout");
        return make(parent, fromNow(timeout), timeout, cause);
    }

    private static Instant fromNow(Duration timeout) {
        try {
            return Instant.now().plus(timeout);
        } catch (DateTimeException | ArithmeticException e) {
            return timeout.isNegative() ? Instant.MIN : Instant.MAX;
        }
    }

    private static TreeContext make(Context parent, Instant deadline, Duration left, Throwable cause) {
        Instant above = parent.deadline();
        if (above != null && !above.isAfter(deadline)) {
            return cancellable(parent);
        }
        DeadlineContext child = new DeadlineContext(parent, deadline, cause);
        child.attach();
        child.arm(TimeUnit.NANOSECONDS.convert(left));
        return child;
    }

    private void arm(long nanos) {
        if (nanos <= 0) {
            cancel(expiry);
        } else if (!isDone()) {
            timer = Launcher.current().startLater(nanos, () -> cancel(expiry));
            if (isDone()) {
                stopTimer();
            }
        }
    }

    @Override
    void ended() {
        stopTimer();
        super.ended();
    }

    private void stopTimer() {
        Timer armed = timer;
        if (armed != null) {
            armed.cancel(false);
        }
    }

    @Override
    String suffix() {
        return "withDeadline(" + when + ')';
    }
}
