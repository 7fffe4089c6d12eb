package dev.spindle.reactor;

import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A subscriber that asks for what its test asks for, and checks that the elements are 0, 1, 2... */
final class Slow extends BaseSubscriber<Integer> {

    private volatile int received;
    private volatile boolean completed;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    int received() {
        return received;
    }

    boolean isCompleted() {
        return completed;
    }

    Throwable failure() {
        return failure.get();
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {}

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // signals are serial
    protected void hookOnNext(Integer element) {
        if (element != received) {
            failure.compareAndSet(null, new AssertionError("got " + element + " after " + received + " elements"));
        }
        received++;
    }

    @Override
    protected void hookOnComplete() {
        completed = true;
    }

    @Override
    protected void hookOnError(Throwable e) {
        failure.compareAndSet(null, e);
    }
}
