package dev.spindle.reactor;

import java.util.concurrent.CountDownLatch;
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
 * <p>The publisher writes the outcome and counts down; the caller reads it afterwards.
 *
 * @param <T> the type of the value
 */
final class Awaiting<T> implements CoreSubscriber<T> {

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<Awaiting, @Nullable Subscription> SUBSCRIPTION =
            AtomicReferenceFieldUpdater.newUpdater(Awaiting.class, Subscription.class, "subscription");

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
            Operators.terminate(SUBSCRIPTION, this);
            throw e;
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
        value = element;
        ended.countDown();
    }

    @Override
    public void onError(Throwable thrown) {
        if (ended.getCount() == 0) {
            Operators.onErrorDropped(thrown, context);
            return;
        }
        failure = thrown;
        ended.countDown();
    }

    @Override
    public void onComplete() {
        ended.countDown();
    }
}
