package dev.spindle.tck;

import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe;
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification;

/** A stream as a channel, seen from inside, through java.util.concurrent.Flow. */
public class FlowChannelSubscriberWhiteboxVerification extends FlowSubscriberWhiteboxVerification<Long> {

    /** Made by TestNG. */
    public FlowChannelSubscriberWhiteboxVerification() {
        super(Tck.environment());
    }

    @Override
    protected Flow.Subscriber<Long> createFlowSubscriber(WhiteboxSubscriberProbe<Long> probe) {
        return FlowAdapters.toFlowSubscriber(new ProbedChannelSubscriber(probe));
    }

    @Override
    public Long createElement(int element) {
        return (long) element;
    }
}
