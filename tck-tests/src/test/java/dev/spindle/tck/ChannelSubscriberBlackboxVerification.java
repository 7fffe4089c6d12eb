package dev.spindle.tck;

import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberBlackboxVerification;

/** A stream as a channel, seen from outside. */
public class ChannelSubscriberBlackboxVerification extends SubscriberBlackboxVerification<Long> {

    /** Made by TestNG. */
    public ChannelSubscriberBlackboxVerification() {
        super(Tck.environment());
    }

    @Override
    public Subscriber<Long> createSubscriber() {
        return ReceivedChannelSubscriber.create();
    }

    @Override
    public Long createElement(int element) {
        return (long) element;
    }
}
