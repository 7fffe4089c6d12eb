package dev.spindle.tck;

import dev.spindle.channel.Receiver;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.SubscriberPuppet;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe;

/** A {@link ToChannel Subscriber} that tells the TCK what it gets, and which the TCK moves by receiving from its channel and by cancelling that. */
final class ProbedChannelSubscriber implements Subscriber<Long>, SubscriberPuppet {

    private final Subscriber<Long> subscriber;
    private final Receiver<Long> channel;
    private final WhiteboxSubscriberProbe<Long> probe;
    private boolean registered;

    private ProbedChannelSubscriber(ToChannel stream, WhiteboxSubscriberProbe<Long> probe) {
        this.subscriber = stream.subscriber();
        this.channel = stream.channel();
        this.probe = probe;
    }

    static Subscriber<Long> channel(WhiteboxSubscriberProbe<Long> probe) {
        return new ProbedChannelSubscriber(ToChannel.raw(), probe);
    }

    static Subscriber<Long> ofFlux(WhiteboxSubscriberProbe<Long> probe) {
        return new ProbedChannelSubscriber(ToChannel.ofFlux(), probe);
    }

    static Subscriber<Long> ofFlowable(WhiteboxSubscriberProbe<Long> probe) {
        return new ProbedChannelSubscriber(ToChannel.ofFlowable(), probe);
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
        Tck.runtime().go("receive", () -> ReceivedChannelSubscriber.receive(channel, elements));
    }

    @Override
    public void signalCancel() {
        boolean _ = channel.cancel();
    }
}
