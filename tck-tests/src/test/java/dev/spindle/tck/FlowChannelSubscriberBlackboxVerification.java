package dev.spindle.tck;

import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/** A stream as a channel, seen from outside, through java.util.concurrent.Flow. */
public class FlowChannelSubscriberBlackboxVerification extends FlowSubscriberBlackboxVerification<Long> {

    /** Made by TestNG. */
    public FlowChannelSubscriberBlackboxVerification() {
        super(Tck.environment());
    }

    @Override
    public Flow.Subscriber<Long> createFlowSubscriber() {
        return FlowAdapters.toFlowSubscriber(ReceivedChannelSubscriber.create());
    }

    @Override
    public Long createElement(int element) {
        return (long) element;
    }
}
