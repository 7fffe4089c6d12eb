package dev.spindle.reactive;

import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Passes all signals on; for tests that change one of them. */
class Relay<T> implements Subscriber<T> {

    private final Subscriber<T> target;

    Relay(Subscriber<T> target) {
        this.target = target;
    }

    @Override
    public void onSubscribe(Subscription s) {
        target.onSubscribe(s);
    }

    @Override
    public void onNext(T element) {
        target.onNext(element);
    }

    @Override
    public void onError(Throwable failure) {
        target.onError(failure);
    }

    @Override
    public void onComplete() {
        target.onComplete();
    }
}
