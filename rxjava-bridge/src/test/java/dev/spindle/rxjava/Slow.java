package dev.spindle.rxjava;

import io.reactivex.rxjava3.core.FlowableSubscriber;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Subscription;

/** A subscriber to 0, 1, 2, … that asks only when told to, keeps nothing, and notes what is wrong. */
final class Slow implements FlowableSubscriber<Integer> {

    private final AtomicLong requested = new AtomicLong();
    private volatile Subscription subscription;
    private volatile int received;
    private volatile boolean completed;
    private volatile String wrong = "";

    @Override
    public void onSubscribe(Subscription s) {
        subscription = s;
    }

    void request(long n) {
        requested.addAndGet(n);
        subscription.request(n);
    }

    void cancel() {
        subscription.cancel();
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // signals come one after the other, which is what this checks
    public void onNext(Integer element) {
        int n = received;
        if (element != n) {
            wrong = "got " + element + " where " + n + " was due";
        }
        if (n >= requested.get()) {
            wrong = "got more than it asked for";
        }
        received = n + 1;
    }

    @Override
    public void onError(Throwable failure) {
        wrong = "failed: " + failure;
    }

    @Override
    public void onComplete() {
        completed = true;
    }

    int received() {
        return received;
    }

    boolean isOver() {
        return completed || !wrong.isEmpty();
    }

    String wrong() {
        return wrong;
    }
}
