package dev.spindle.reactive;

import dev.spindle.channel.ChannelClosedException;
import dev.spindle.channel.Receiver;
import dev.spindle.channel.SelectEvent;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;

/**
 * A subscription to a channel: its goroutine receives what there is demand for.
 *
 * <p>An interrupt is sent only to a receive, never into the subscriber's code. The end needs no demand: a channel that is
 * drained when it is closed, or when this looks at it, ends the subscription at once. Where that is on the thread that
 * closes the channel, the goroutine is started to signal it. So it is with a failure that {@linkplain #overtaking()
 * overtakes} what the channel still holds, as soon as there is no demand for that.
 */
sealed class ChannelSubscription<T> extends GoroutineSubscription<T> permits BroadcastSubscription {

    private final Receiver<? extends T> channel;
    private final SelectEvent closed;

    /** The same object at each use. */
    private final Runnable whenClosed = this::whenClosed;

    /** Why the channel was closed, or the goroutine was interrupted; its own. */
    private @Nullable Throwable failure;

    ChannelSubscription(Receiver<? extends T> channel, StreamOptions options, Subscriber<? super T> subscriber) {
        super(options, subscriber);
        this.channel = channel;
        this.closed = channel.closed();
    }

    // ---- the end without demand ----

    @Override
    final void subscribed() {
        if (isDrained()) {
            endAtOnce(failure);
        } else {
            closed.subscribe(whenClosed);
        }
    }

    @Override
    final boolean isOver() {
        return isExhausted() || (overtaking() != null && remaining() == 0);
    }

    /** Closed and empty, for ever. */
    private boolean isExhausted() {
        return channel.isClosed() && channel.length() == 0;
    }

    /** What fails the subscriber as soon as it has got all it has asked for, whatever is left in the channel; null while nothing does. */
    @Nullable
    Throwable overtaking() {
        return null;
    }

    /** On the thread that closes the channel, or that subscribes; also where {@link #overtaking()} has changed. */
    final void whenClosed() {
        if (isOver()) {
            start();
        }
        wakeAll();
    }

    @Override
    void stopped() {
        released();
    }

    /** Stopped, or at its end: nothing is received any more. */
    void released() {
        closed.unsubscribe(whenClosed);
    }

    // ---- the goroutine ----

    @Override
    final boolean startsInterruptible() {
        return false;
    }

    @Override
    void serve() throws Throwable {
        try {
            boolean more = true;
            while (more && awaitDemand()) {
                more = passOne();
            }
        } finally {
            released();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Receives and signals an element; false at the end. No stack holds the subscriber before that, while there is no demand: one
     * that cancels then is dropped at once, wherever this goroutine is (rule 3.13).
     */
    private boolean passOne() {
        Subscriber<? super T> target = subscriber();
        T element = target == null ? null : receive();
        if (target == null || element == null) {
            return false;
        }
        use();
        signal(target, element);
        return true;
    }

    private void signal(Subscriber<? super T> target, T element) {
        try {
            target.onNext(element);
        } catch (Throwable t) {
            violated(t);
            throw t;
        }
    }

    /** The next element; null at the end, the cause of which is then in {@code failure}, and when stopped. */
    private @Nullable T receive() {
        try {
            T element = channel.tryReceive();
            return element != null || !becomeInterruptible() ? element : receiveParked();
        } catch (ChannelClosedException e) {
            failure = e.getCause();
            return null;
        }
    }

    private @Nullable T receiveParked() {
        try {
            return channel.receive();
        } catch (InterruptedException e) {
            if (!isStopped()) {
                failure = e; // not ours: the runtime is being closed
            }
            return null;
        } finally {
            becomeQuiet();
        }
    }

    /** True when there is demand; false when stopped, at the end, and when something is in {@code failure}. */
    private boolean awaitDemand() {
        if (hasDemand()) {
            return true;
        }
        announce();
        try {
            while (!isStopped() && !isDrained()) {
                if (remaining() > 0) {
                    return true;
                }
                if (Thread.interrupted()) {
                    failure = new InterruptedException("the goroutine of this subscription was interrupted");
                    return false;
                }
                park();
            }
            return false;
        } finally {
            leave();
        }
    }

    /** Whether there is nothing left but the end, the cause of which is then in {@code failure}. */
    private boolean isDrained() {
        Throwable overtaking = overtaking();
        if (overtaking != null && remaining() == 0) {
            failure = overtaking;
            return true;
        }
        if (!isExhausted()) {
            return false; // not by isOver(): what has been asked for since is to come out of the channel
        }
        try {
            return channel.tryReceive() == null;
        } catch (ChannelClosedException e) {
            failure = e.getCause();
            return true;
        }
    }
}
