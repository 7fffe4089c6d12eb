package dev.spindle.tck;

import dev.spindle.reactive.ChannelSubscriber;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.SubscriberPuppet;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe;

/** A {@link ChannelSubscriber} that tells the TCK what it gets, and which the TCK moves by receiving from it and by closing it. */
final class ProbedChannelSubscriber implements Subscriber<Long>, SubscriberPuppet {

    private static final int PREFETCH = 2;

    private final ChannelSubscriber<Long> subscriber = ChannelSubscriber.of(PREFETCH);
    private final WhiteboxSubscriberProbe<Long> probe;
    private boolean registered;

    ProbedChannelSubscriber(WhiteboxSubscriberProbe<Long> probe) {
        this.probe = probe;
        Tck.cancelAfterwards(subscriber.receiver());
    }

    // ---- the publisher's side ----

    @Override
    public void onSubscribe(Subscription made) {
        subscriber.onSubscribe(made);
        if (!registered) {
            registered = true;
            probe.registerOnSubscribe(this);
        }
    }

    @Override
    public void onNext(Long element) {
        subscriber.onNext(element);
        probe.registerOnNext(element);
    }

    @Override
    public void onError(Throwable failure) {
        subscriber.onError(failure);
        probe.registerOnError(failure);
    }

    @Override
    public void onComplete() {
        subscriber.onComplete();
        probe.registerOnComplete();
    }

    // ---- the puppet ----

    /** Receives so many elements, which makes the subscriber request more. */
    @Override
    public void triggerRequest(long elements) {
        Tck.runtime().go("receive", () -> ReceivedChannelSubscriber.receive(subscriber.receiver(), elements));
    }

    @Override
    public void signalCancel() {
        subscriber.close();
    }
}
