package dev.spindle.tck;

import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/** A publisher as a channel, by GoFlowable: what is subscribed to it, through java.util.concurrent.Flow. */
public class FlowGoFlowableToChannelBlackboxVerification extends FlowSubscriberBlackboxVerification<Long> {

    /** Made by TestNG. */
    public FlowGoFlowableToChannelBlackboxVerification() {
        super(Tck.environment());
    }

    @Override
    public Flow.Subscriber<Long> createFlowSubscriber() {
        return FlowAdapters.toFlowSubscriber(ReceivedChannelSubscriber.ofFlowable());
    }

    @Override
    public Long createElement(int element) {
        return (long) element;
    }
}
