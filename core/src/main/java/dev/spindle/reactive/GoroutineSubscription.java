package dev.spindle.reactive;

import dev.spindle.GoBody;
import dev.spindle.Goroutine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One subscriber, and the goroutine that serves it.
 *
 * <pre>
 *  SUBSCRIBING -&gt; NEW            onSubscribe has returned
 *          NEW -&gt; STARTING       the first request, which starts the goroutine
 *     STARTING -&gt; QUIET          the goroutine
 *        QUIET &lt;-&gt; INTERRUPTIBLE  the goroutine, around what a stop is to interrupt
 *       (each) -&gt; CANCELLED      anyone: cancelled, or onNext threw
 *       (each) -&gt; FAILED         anyone: asked for nonsense (rule 3.9)
 * INTERRUPTIBLE -&gt; INTERRUPTING  the same, where it is not the goroutine itself, who then interrupts that,
 * INTERRUPTING -&gt; CANCELLED or FAILED  and is done with it
 * QUIET, INTERRUPTIBLE -&gt; ENDING -&gt; ENDED  the goroutine
 * SUBSCRIBING, STARTING -&gt; ENDED  no need of a goroutine, or none to be had
 * </pre>
 *
 * <p><b>Signals are serial</b> (rule 1.3). Nothing is started before {@code onSubscribe} has returned; then all signals come from the
 * goroutine, or from whoever it has lent its right to; only where there is none does the one who made the last
 * transition signal the end itself. Whoever signals the end takes the subscriber away, so that there is one end.
 *
 * <p><b>Interrupts.</b> One is sent only in INTERRUPTING, and the goroutine waits there until it has come. So it can be
 * taken back before anything else happens.
 *
 * <p><b>What cannot be signalled</b>, an exception after a cancel or one of the subscriber's own, is thrown by the body of
 * the goroutine, unless it is but the echo of the cancel.
 */
abstract class GoroutineSubscription<T> extends Demand implements Subscription, GoBody {

    private static final int SUBSCRIBING = 0;
    private static final int NEW = 1;
    private static final int STARTING = 2;
    private static final int QUIET = 3;
    private static final int INTERRUPTIBLE = 4;
    private static final int INTERRUPTING = 5;
    private static final int CANCELLED = 6;
    private static final int FAILED = 7;
    private static final int ENDING = 8;
    private static final int ENDED = 9;

    private static final VarHandle STATE;
    private static final VarHandle SUBSCRIBER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(GoroutineSubscription.class, "state", int.class);
            SUBSCRIBER = lookup.findVarHandle(GoroutineSubscription.class, "subscriber", Subscriber.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Launch launch;

    private volatile int state;

    /** Taken away, release, by a cancel after its transition, and by who signals the end (rule 3.13); read plain or acquire. */
    private @Nullable Subscriber<? super T> subscriber;

    /** Written by the goroutine before it leaves STARTING; read by those who stop it. */
    private @Nullable Goroutine goroutine;

    /** As {@code goroutine}; else read only to recognise oneself. */
    private @Nullable Thread thread;

    /** Written before FAILED. */
    private volatile @Nullable Throwable nonsense;

    /** What onNext threw; written by who may signal, before CANCELLED. */
    private volatile @Nullable Throwable violation;

    /** Written in INTERRUPTING. */
    private boolean interruptSent;

    GoroutineSubscription(StreamOptions options, Subscriber<? super T> subscriber) {
        this.launch = new Launch(options);
        this.subscriber = subscriber;
    }

    /** What the goroutine does; what it throws fails the subscriber. */
    abstract void serve() throws Throwable;

    /** Whether {@link #serve()} begins INTERRUPTIBLE. */
    abstract boolean startsInterruptible();

    /** The subscriber has got its subscription; nothing is started yet. */
    void subscribed() {}

    /** Whether the goroutine is to start without a request, as there is nothing left but the end. */
    boolean isOver() {
        return false;
    }

    /** It was cancelled or has failed, or ends without a goroutine. */
    void stopped() {}

    /** The goroutine is about to signal the end: makes sure that nobody else signals. */
    void beginEnd() {}

    /** The counterpart of {@link #beginEnd()}. */
    void finishEnd() {}

    // ---- the subscribing thread ----

    final void begin(Subscriber<? super T> target) {
        Throwable failure = null;
        try {
            launch.enter(target);
        } catch (Throwable t) {
            failure = t;
        }
        boolean returned = false;
        try {
            target.onSubscribe(this); // rule 1.9: before anything else
            returned = true;
        } finally {
            if (!returned) {
                cancel(); // rule 2.13
            }
        }
        if (failure != null) {
            endAlone(SUBSCRIBING, failure);
        } else {
            subscribed();
        }
        if (!casState(SUBSCRIBING, NEW)) {
            stopped();
            endAlone(FAILED, nonsense);
        } else if (isRequested() || isOver()) {
            start();
        }
    }

    // ---- the subscriber's side ----

    @Override
    public final void request(long n) {
        if (state >= INTERRUPTING) {
            return; // rule 3.6
        }
        if (n <= 0) {
            nonsense = new IllegalArgumentException(
                    "rule 3.9: non-positive subscription request: " + n + "; ask for at least 1");
            stop(FAILED);
            return;
        }
        add(n);
        if (state == NEW) {
            start();
        } else {
            wakeAll();
        }
    }

    @Override
    public final void cancel() {
        try {
            stop(CANCELLED);
        } finally {
            SUBSCRIBER.setRelease(this, null);
        }
    }

    /** Ends all waiting for demand; it is to be looked at again. */
    void wakeAll() {
        wake();
    }

    private void stop(int to) {
        for (; ; ) {
            int now = state;
            if (now >= INTERRUPTING) {
                return;
            }
            setLook(); // before the transition: nobody emits who has seen that
            boolean interrupts = now == INTERRUPTIBLE && thread != Thread.currentThread();
            if (casState(now, interrupts ? INTERRUPTING : to)) {
                if (interrupts) {
                    interrupt(to);
                }
                wakeAll();
                try {
                    stopped();
                } finally {
                    if (now == NEW) {
                        endAlone(FAILED, nonsense);
                    }
                }
                return;
            }
        }
    }

    private void interrupt(int to) {
        try {
            if (goroutine != null) {
                goroutine.cancel();
                interruptSent = true;
            }
        } finally {
            state = to;
        }
    }

    // ---- without a goroutine ----

    /** Starts the goroutine, if that has yet to be done and nothing has come in between. */
    final void start() {
        if (!casState(NEW, STARTING)) {
            return;
        }
        Goroutine started;
        try {
            started = goBeside(this);
        } catch (Throwable t) {
            endAlone(STARTING, t);
            endAlone(FAILED, nonsense);
            return;
        }
        started.onEnd(this::endUnserved);
    }

    /** The goroutine has ended: signals what it should have signalled, if it never ran. */
    private void endUnserved() {
        if (state == STARTING) {
            endAlone(STARTING, launch.rejection());
        }
        endAlone(FAILED, nonsense);
    }

    /** Ends a subscription that has just been made. */
    final void endAtOnce(@Nullable Throwable reason) {
        endAlone(SUBSCRIBING, reason);
    }

    private void endAlone(int from, @Nullable Throwable reason) {
        if (from == FAILED ? state == FAILED : casState(from, ENDED)) {
            stopped();
            signalEnd(takeSubscriber(), reason);
        }
    }

    // ---- the goroutine ----

    @Override
    public final void run() throws Exception {
        goroutine = Goroutine.current();
        thread = Thread.currentThread();
        Throwable thrown = null;
        if (casState(STARTING, startsInterruptible() ? INTERRUPTIBLE : QUIET)) {
            try {
                serve();
            } catch (Throwable t) {
                thrown = t;
            }
        }
        end(thrown);
    }

    private void end(@Nullable Throwable thrown) throws Exception {
        leaveServing();
        setLook();
        beginEnd();
        Throwable unsignalled = thrown;
        try {
            Subscriber<? super T> taken = takeSubscriber();
            Subscriber<? super T> target = state == CANCELLED ? null : taken; // a canceller may have yet to take it
            Throwable instead = nonsense;
            if (target != null && instead == null) {
                unsignalled = null;
            }
            signalEnd(target, instead == null ? thrown : instead);
        } catch (Throwable t) {
            if (unsignalled != null) {
                t.addSuppressed(unsignalled);
            }
            throw t;
        } finally {
            casState(ENDING, ENDED);
            thread = null;
            goroutine = null;
            finishEnd();
        }
        Failures.rethrowUnsignalled(violation, unsignalled);
    }

    private void leaveServing() {
        for (; ; ) {
            int now = state;
            if (now != QUIET && now != INTERRUPTIBLE) {
                absorbInterrupt();
                return;
            }
            if (casState(now, ENDING)) {
                return;
            }
        }
    }

    /** Lets an interrupt that is under way come, and takes it back. */
    @SuppressWarnings("ThreadPriorityCheck") // the interrupter is between two statements
    private void absorbInterrupt() {
        while (state == INTERRUPTING) {
            Thread.yield();
        }
        if (interruptSent && thread == Thread.currentThread()) {
            boolean _ = Thread.interrupted();
        }
    }

    // ---- for subclasses ----

    /** Starts another goroutine for this subscription. */
    final Goroutine goBeside(GoBody body) {
        return launch.go(body);
    }

    final boolean isGoroutine() {
        return thread == Thread.currentThread();
    }

    final @Nullable Thread thread() {
        return thread;
    }

    /** A stop from now on interrupts. False if there was one. */
    final boolean becomeInterruptible() {
        return casState(QUIET, INTERRUPTIBLE);
    }

    /** A stop from now on does not interrupt; one that did has done so, and the interrupt is taken back. */
    final void becomeQuiet() {
        if (!casState(INTERRUPTIBLE, QUIET)) {
            absorbInterrupt();
        }
    }

    /** Whether it was cancelled or has failed. */
    final boolean isStopped() {
        int now = state;
        return now >= INTERRUPTING && now <= FAILED;
    }

    /** Throws unless the goroutine serves. */
    final void checkServing() {
        int now = state;
        if (now == QUIET || now == INTERRUPTIBLE) {
            return;
        }
        if (!isStopped()) {
            throw new IllegalStateException("the generator has ended: nothing can be emitted any more;"
                    + " emit before it returns, and let it wait for those who emit for it");
        }
        absorbInterrupt();
        throw new CancelledException(
                violation != null
                        ? "the subscriber threw from onNext, which cancels its subscription (rule 2.13)"
                        : state == FAILED
                                ? "the subscriber asked for a non-positive number of elements, which ends its"
                                        + " subscription"
                                : "the subscriber has cancelled its subscription");
    }

    /** The subscriber, plain: null is to be looked at again. */
    final @Nullable Subscriber<? super T> subscriber() {
        return subscriber;
    }

    /** Notes that the subscriber's onNext threw. */
    final void violated(Throwable thrown) {
        violation = thrown;
        cancel();
    }

    @SuppressWarnings("unchecked")
    private @Nullable Subscriber<? super T> takeSubscriber() {
        return (Subscriber<? super T>) SUBSCRIBER.getAndSet(this, null);
    }

    private static void signalEnd(@Nullable Subscriber<?> target, @Nullable Throwable reason) {
        if (target == null) {
            return; // cancelled
        }
        if (reason == null) {
            target.onComplete();
        } else {
            target.onError(reason);
        }
    }

    private boolean casState(int expected, int value) {
        return STATE.compareAndSet(this, expected, value);
    }
}
