package dev.spindle.reactor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * One caller that waits for what a {@link Mono} gives.
 *
 * <p>The publisher writes the outcome, settles by CAS and counts down; the caller reads it afterwards. A caller that was interrupted
 * gives up by CAS: so a value that has come is returned, and one that comes later is discarded.
 *
 * @param <T> the type of the value
 */
final class Awaiting<T> implements CoreSubscriber<T> {

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<Awaiting, @Nullable Subscription> SUBSCRIPTION =
            AtomicReferenceFieldUpdater.newUpdater(Awaiting.class, Subscription.class, "subscription");

    private static final int WAITING = 0;
    private static final int SETTLED = 1;
    private static final int GAVE_UP = 2;

    private final AtomicInteger state = new AtomicInteger(WAITING);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Context context = ReactorSurroundings.contextOfCaller();

    /** By SUBSCRIPTION: set once by the publisher, or cancelled before by the caller. */
    private volatile @Nullable Subscription subscription;

    private @Nullable T value;
    private @Nullable Throwable failure;

    /** Subscribes and waits; an interrupt cancels the subscription. */
    static <T> @Nullable T await(Mono<? extends T> mono) throws InterruptedException {
        checkMayBlock("awaiting a mono");
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Awaiting<T> awaiting = new Awaiting<>();
        mono.subscribe(awaiting);
        return awaiting.outcome();
    }

    /** As Reactor's own blocking operators do. */
    static void checkMayBlock(String what) {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException(what + " is blocking, which is not supported in thread "
                    + Thread.currentThread().getName());
        }
    }

    /** What to throw where a pipeline has failed: itself if unchecked, and the caller's stack trace with it. */
    static RuntimeException failure(Throwable ofPipeline) {
        RuntimeException thrown = Exceptions.propagate(ofPipeline);
        return Exceptions.addSuppressed(thrown, new Exception("the goroutine that waited for it"));
    }

    private @Nullable T outcome() throws InterruptedException {
        try {
            ended.await();
        } catch (InterruptedException e) {
            if (state.compareAndSet(WAITING, GAVE_UP)) {
                Operators.terminate(SUBSCRIPTION, this);
                throw e;
            }
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure(failure);
        }
        return value;
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription made) {
        if (Operators.setOnce(SUBSCRIPTION, this, made)) {
            made.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(T element) {
        if (isWaiting()) {
            value = element;
            if (settle()) {
                return;
            }
        }
        Operators.onDiscard(element, context);
    }

    @Override
    public void onError(Throwable thrown) {
        if (isWaiting()) {
            failure = thrown;
            if (settle()) {
                return;
            }
        }
        Operators.onErrorDropped(thrown, context);
    }

    @Override
    public void onComplete() {
        boolean _ = settle();
    }

    /** Nobody may write the outcome any more once this is false. */
    private boolean isWaiting() {
        return state.get() == WAITING;
    }

    private boolean settle() {
        boolean first = state.compareAndSet(WAITING, SETTLED);
        if (first) {
            ended.countDown();
        }
        return first;
    }
}
