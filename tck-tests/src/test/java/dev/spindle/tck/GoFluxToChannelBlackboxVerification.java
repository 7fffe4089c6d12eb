package dev.spindle.tck;

import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberBlackboxVerification;

/** A publisher as a channel, by GoFlux: what is subscribed to it, seen from outside. */
public class GoFluxToChannelBlackboxVerification extends SubscriberBlackboxVerification<Long> {

    /** Made by TestNG. */
    public GoFluxToChannelBlackboxVerification() {
        super(Tck.environment());
    }

    @Override
    public Subscriber<Long> createSubscriber() {
        return ReceivedChannelSubscriber.ofFlux();
    }

    @Override
    public Long createElement(int element) {
        return (long) element;
    }
}
