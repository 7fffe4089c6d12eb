package dev.spindle.tck;

import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberWhiteboxVerification;

/** A stream as a channel, seen from inside. */
public class ChannelSubscriberWhiteboxVerification extends SubscriberWhiteboxVerification<Long> {

    /** Made by TestNG. */
    public ChannelSubscriberWhiteboxVerification() {
        super(Tck.environment());
    }

    @Override
    public Subscriber<Long> createSubscriber(WhiteboxSubscriberProbe<Long> probe) {
        return new ProbedChannelSubscriber(probe);
    }

    @Override
    public Long createElement(int element) {
        return (long) element;
    }
}
