package dev.spindle.reactive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;

/**
 * A subscription to a generator, which is the generator's emitter.
 *
 * <p><b>Fast path.</b> The generator's own goroutine marks itself {@code inside}, looks at the demand with one volatile read, and
 * calls {@code onNext}. There is no queue and no lock, and nothing shared is written. Everything out of the ordinary (a
 * cancel, the end, others who emit) sets {@code LOOK} in the word of the demand, and so leads to the slow path.
 *
 * <p><b>The right to signal</b> is the goroutine's while it is inside and there are no {@link Turns}; after they have been handed
 * over, it is the right of who holds their lock. See there for the passage from one to the other.
 */
final class GeneratorSubscription<T> extends GoroutineSubscription<T> implements Emitter<T> {

    private static final VarHandle INSIDE;
    private static final VarHandle TURNS;
    private static final VarHandle ON_STOP;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INSIDE = lookup.findVarHandle(GeneratorSubscription.class, "inside", boolean.class);
            TURNS = lookup.findVarHandle(GeneratorSubscription.class, "turns", Turns.class);
            ON_STOP = lookup.findVarHandle(GeneratorSubscription.class, "onStop", Queue.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Generator<T> generator;
    private final boolean interruptible;

    /** Written by the goroutine, to true opaque, to false release; read by others, acquire, to prove that it is outside. */
    private boolean inside;

    /**
     * Set once, by CAS, by who first emits beside the goroutine; LOOK comes before it. So the goroutine, once it was seen outside by
     * somebody who has seen these, looks at them before it emits.
     */
    private volatile @Nullable Turns turns;

    /** Actions for a cancel, each run by who takes it out. Set once, by CAS, by who first has one. */
    private volatile @Nullable Queue<Runnable> onStop;

    GeneratorSubscription(Generator<T> generator, StreamOptions options, Subscriber<? super T> subscriber) {
        super(options, subscriber);
        this.generator = generator;
        this.interruptible = options.interrupts();
    }

    @Override
    void serve() throws Exception {
        generator.run(this);
    }

    @Override
    boolean startsInterruptible() {
        return interruptible;
    }

    // ---- Emitter ----

    @Override
    public void emit(T element) throws InterruptedException {
        Objects.requireNonNull(element, "element"); // rule 2.13
        if (!emitAtOnce(element)) {
            emitSlowly(element);
        }
    }

    @Override
    public boolean tryEmit(T element) {
        Objects.requireNonNull(element, "element");
        return emitAtOnce(element) || tryEmitSlowly(element);
    }

    @Override
    public long demand() {
        return isCancelled() ? 0 : Math.max(0, remaining()); // the goroutine may use more between the two looks of that
    }

    @Override
    public boolean isCancelled() {
        return isStopped();
    }

    @Override
    public void onCancel(Runnable action) {
        Objects.requireNonNull(action, "action");
        Queue<Runnable> actions = onStop;
        if (actions == null) {
            actions = new ConcurrentLinkedQueue<>();
            if (!ON_STOP.compareAndSet(this, null, actions)) {
                actions = Objects.requireNonNull(onStop);
            }
        }
        actions.add(action);
        if (isStopped()) {
            stopped(); // which may have come before the action
        }
    }

    @Override
    void stopped() {
        Queue<Runnable> actions = onStop;
        if (actions != null) {
            Throwable failure = null;
            for (Runnable action = actions.poll(); action != null; action = actions.poll()) {
                try {
                    action.run();
                } catch (RuntimeException | Error e) {
                    failure = Failures.with(failure, e);
                }
            }
            Failures.rethrowUnchecked(failure);
        }
    }

    @Override
    public long awaitDemand(long least) throws InterruptedException {
        if (least < 1) {
            throw new IllegalArgumentException("least must be at least 1, not " + least);
        }
        checkServing();
        if (remaining() < least) {
            boolean _ = awaitDemand(least, false);
        }
        return Math.max(0, remaining());
    }

    // ---- the fast path ----

    /** Emits if the caller is the goroutine, alone, and has demand. */
    private boolean emitAtOnce(T element) {
        if (!isGoroutine() || inside) {
            return false;
        }
        setInside();
        Subscriber<? super T> target = subscriber();
        if (!hasDemand() || target == null) {
            setOutsideRelease();
            return false;
        }
        signal(target, element); // rule 1.1
        setOutsideRelease();
        return true;
    }

    private void signal(Subscriber<? super T> target, T element) {
        use();
        try {
            target.onNext(element);
        } catch (Throwable t) {
            violated(t);
            if (isGoroutine()) {
                setOutsideRelease();
            }
            throw t;
        }
    }

    // ---- the slow path ----

    private void emitSlowly(T element) throws InterruptedException {
        for (; ; ) {
            boolean alone = enter();
            try {
                if (awaitDemand(1, alone)) {
                    signalOrThrow(element);
                    return;
                }
            } finally {
                exit(alone);
            }
        }
    }

    private boolean tryEmitSlowly(T element) {
        checkServing();
        checkNotInside();
        Turns shared = turns;
        if (shared == null && isGoroutine()) {
            return false; // no demand
        }
        shared = shared == null ? makeTurns() : shared;
        if (isGoroutine() || isSeenOutside()) {
            shared.handOver();
        }
        if (!shared.isHandedOver() || !shared.tryLock()) {
            return false;
        }
        try {
            checkServing();
            if (remaining() == 0) {
                return false;
            }
            signalOrThrow(element);
            return true;
        } finally {
            shared.unlock();
        }
    }

    private void signalOrThrow(T element) {
        Subscriber<? super T> target = subscriber();
        if (target == null) {
            VarHandle.acquireFence(); // pairs with the release of who took it away, after its transition
            checkServing();
            throw new AssertionError("no subscriber, though it neither cancelled nor has an end");
        }
        signal(target, element);
    }

    /** Gains the right to signal: true if as the goroutine that emits alone, false if by the lock of the turns. */
    private boolean enter() throws InterruptedException {
        checkServing();
        checkNotInside();
        Turns shared;
        if (isGoroutine()) {
            setInside();
            shared = turns;
            if (shared == null) {
                return true;
            }
            setOutsideRelease();
            shared.handOver();
        } else {
            shared = makeTurns();
            if (!shared.isHandedOver()) {
                shared.awaitHandOver(this, this::isSeenOutside);
            }
        }
        try {
            shared.lockInterruptibly();
        } catch (InterruptedException e) {
            checkServing(); // which takes back an interrupt that is but the cancel
            throw e;
        }
        return false;
    }

    private void exit(boolean alone) {
        if (alone) {
            setOutsideRelease();
        } else {
            Objects.requireNonNull(turns).unlock();
        }
    }

    private void checkNotInside() {
        Turns shared = turns;
        if ((inside && isGoroutine()) || (shared != null && shared.isMine())) {
            throw new IllegalStateException("emit within onNext of the same subscription: signals must not nest");
        }
    }

    /** Whether the goroutine waits for something, outside; true for good, see {@link Turns}. Throws unless it serves. */
    private boolean isSeenOutside() {
        checkServing();
        Thread goroutine = thread();
        if (goroutine == null) {
            return false; // about to signal the end
        }
        return switch (goroutine.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> !isInsideAcquire();
            default -> false;
        };
    }

    private Turns makeTurns() {
        Turns shared = turns;
        if (shared == null) {
            setLook();
            shared = new Turns();
            if (TURNS.compareAndSet(this, null, shared)) {
                wake(); // it may wait for demand inside, and is to come out
            } else {
                shared = Objects.requireNonNull(turns);
            }
        }
        return shared;
    }

    /**
     * Waits for so much demand.
     *
     * @param alone whether the caller is the goroutine that emits alone: the wait then ends without demand when others begin to
     * @return whether there is demand
     */
    private boolean awaitDemand(long least, boolean alone) throws InterruptedException {
        boolean first = isGoroutine();
        if (first) {
            announce();
        } else {
            makeTurns().join(Thread.currentThread());
        }
        try {
            for (; ; ) {
                checkServing();
                if (remaining() >= least) {
                    return true;
                }
                if (alone && turns != null) {
                    return false;
                }
                if (Thread.currentThread().isInterrupted()) {
                    checkServing(); // which takes back an interrupt that is but the cancel
                    throw interrupted();
                }
                park();
            }
        } finally {
            if (first) {
                leave();
            } else {
                Objects.requireNonNull(turns).leave(Thread.currentThread());
            }
        }
    }

    private static InterruptedException interrupted() {
        boolean _ = Thread.interrupted();
        return new InterruptedException("interrupted while waiting for demand");
    }

    @Override
    void wakeAll() {
        wake();
        Turns shared = turns;
        if (shared != null) {
            shared.wakeAll();
        }
    }

    // ---- the end ----

    @Override
    void beginEnd() {
        setInside();
        wakeAll(); // those who wait learn that there is nothing to wait for
        Turns shared = turns;
        if (shared != null) {
            setOutsideRelease();
            shared.handOver();
            shared.lock();
        }
    }

    @Override
    void finishEnd() {
        Turns shared = turns;
        if (shared != null && shared.isMine()) {
            shared.unlock();
        }
    }

    // ---- access modes ----

    private void setInside() {
        INSIDE.setOpaque(this, true);
    }

    private void setOutsideRelease() {
        INSIDE.setRelease(this, false);
    }

    private boolean isInsideAcquire() {
        return (boolean) INSIDE.getAcquire(this);
    }
}
