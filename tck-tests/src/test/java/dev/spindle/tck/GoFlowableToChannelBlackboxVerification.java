package dev.spindle.tck;

import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberBlackboxVerification;

/** A publisher as a channel, by GoFlowable: what is subscribed to it, seen from outside. */
public class GoFlowableToChannelBlackboxVerification extends SubscriberBlackboxVerification<Long> {

    /** Made by TestNG. */
    public GoFlowableToChannelBlackboxVerification() {
        super(Tck.environment());
    }

    @Override
    public Subscriber<Long> createSubscriber() {
        return ReceivedChannelSubscriber.ofFlowable();
    }

    @Override
    public Long createElement(int element) {
        return (long) element;
    }
}
