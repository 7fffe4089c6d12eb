package dev.spindle.reactive;

import dev.spindle.GoBody;
import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.channel.ChannelClosedException;
import dev.spindle.channel.Receiver;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One subscriber of a channel, and the goroutine that serves it.
 *
 * <pre>
 *       NEW -&gt; SERVING        the first request, which starts the goroutine
 *   SERVING -&gt; RECEIVING      the goroutine, around a receive that may park
 * RECEIVING -&gt; SERVING        the goroutine
 *  NEW, SERVING -&gt; STOPPED    anyone: cancelled, or asked for nonsense
 * RECEIVING -&gt; INTERRUPTING   the same, who then interrupts the receive,
 * INTERRUPTING -&gt; STOPPED     and is done with it
 *    (each) -&gt; STOPPED        the goroutine, at its end
 * </pre>
 *
 * <p>All signals but {@code onSubscribe} come from the goroutine, one after the other (rule 1.3); only where it cannot be
 * started does the requester get the failure itself. An interrupt is sent only to a receive, never into the subscriber's
 * code: the goroutine waits in INTERRUPTING until it has come.
 */
final class ChannelSubscription<T> implements Subscription, GoBody {

    private static final int NEW = 0;
    private static final int SERVING = 1;
    private static final int RECEIVING = 2;
    private static final int INTERRUPTING = 3;
    private static final int STOPPED = 4;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(ChannelSubscription.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Receiver<? extends T> channel;
    private final GoRuntime runtime;
    private final Demand demand = new Demand();

    private volatile int state;

    /** Taken away at the end (rule 3.13). */
    private volatile @Nullable Subscriber<? super T> subscriber;

    /** Written by the goroutine before its first RECEIVING; read by those who stop it in RECEIVING. */
    private @Nullable Goroutine goroutine;

    /** Why it was stopped, if not by a cancel; written before STOPPED. */
    private volatile @Nullable Throwable nonsense;

    /** Why the goroutine ends, if not by the end of the channel; its own. */
    private @Nullable Throwable failure;

    ChannelSubscription(Receiver<? extends T> channel, GoRuntime runtime, Subscriber<? super T> subscriber) {
        this.channel = channel;
        this.runtime = runtime;
        this.subscriber = subscriber;
    }

    // ---- the subscriber's side ----

    @Override
    public void request(long n) {
        if (isStopped()) {
            return; // rule 3.6
        }
        if (n <= 0) {
            nonsense = new IllegalArgumentException(
                    "rule 3.9: non-positive subscription request: " + n + "; ask for at least 1");
            if (casState(NEW, STOPPED)) {
                start();
            } else {
                stop();
            }
            return;
        }
        demand.add(n);
        if (state == NEW && casState(NEW, SERVING)) {
            start();
        }
    }

    @Override
    public void cancel() {
        subscriber = null; // a goroutine that is in a signal has it on its stack
        stop();
    }

    private void stop() {
        for (; ; ) {
            int now = state;
            if (now >= INTERRUPTING) {
                return;
            }
            if (now == RECEIVING) {
                if (casState(RECEIVING, INTERRUPTING)) {
                    interrupt();
                    return;
                }
            } else if (casState(now, STOPPED)) {
                demand.wake();
                return;
            }
        }
    }

    private void interrupt() {
        Goroutine receiving = goroutine;
        if (receiving != null) {
            receiving.cancel();
        }
        state = STOPPED;
    }

    private void start() {
        try {
            var _ = runtime.go(this);
        } catch (RejectedExecutionException e) {
            Subscriber<? super T> target = subscriber;
            state = STOPPED;
            subscriber = null;
            if (target != null) {
                target.onError(e);
            }
        }
    }

    // ---- the goroutine ----

    @Override
    public void run() {
        goroutine = Goroutine.current();
        Subscriber<? super T> target = subscriber;
        if (target == null) {
            return;
        }
        try {
            while (awaitDemand()) {
                T element = receive();
                if (element == null) {
                    break;
                }
                demand.use();
                target.onNext(element);
            }
            end();
        } finally {
            state = STOPPED;
            subscriber = null;
        }
    }

    /** The next element; null at the end, the cause of which is then in {@code failure}, and when stopped. */
    private @Nullable T receive() {
        try {
            T element = channel.tryReceive();
            return element != null || !casState(SERVING, RECEIVING) ? element : receiveParked();
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
            if (!casState(RECEIVING, SERVING)) {
                awaitInterrupter();
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // the interrupter is between two statements
    private void awaitInterrupter() {
        while (state == INTERRUPTING) {
            Thread.yield();
        }
        var _ = Thread.interrupted();
    }

    /** True when there is demand; false when stopped, at the end, and when something is in {@code failure}. */
    private boolean awaitDemand() {
        if (isStopped() || demand.isPositive()) {
            return !isStopped();
        }
        if (isDrained()) {
            return false;
        }
        demand.announce();
        while (!isStopped() && !demand.isPositive()) {
            if (Thread.interrupted()) {
                failure = new InterruptedException("the goroutine of this subscription was interrupted");
                break;
            }
            demand.park();
        }
        demand.leave();
        return !isStopped() && failure == null;
    }

    /** The end needs no demand; a closed channel without elements has nothing but its end to give. */
    private boolean isDrained() {
        if (!channel.isClosed() || channel.length() > 0) {
            return false;
        }
        try {
            return channel.tryReceive() == null;
        } catch (ChannelClosedException e) {
            failure = e.getCause();
            return true;
        }
    }

    private void end() {
        Throwable reason = nonsense != null ? nonsense : failure;
        Subscriber<? super T> target = subscriber;
        if (target == null) {
            return; // cancelled
        }
        if (reason != null) {
            target.onError(reason);
        } else {
            target.onComplete();
        }
    }

    private boolean isStopped() {
        return state >= INTERRUPTING;
    }

    private boolean casState(int expected, int value) {
        return STATE.compareAndSet(this, expected, value);
    }
}
