package dev.spindle.tck;

import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/** A publisher as a channel, by GoFlux: what is subscribed to it, through java.util.concurrent.Flow. */
public class FlowGoFluxToChannelBlackboxVerification extends FlowSubscriberBlackboxVerification<Long> {

    /** Made by TestNG. */
    public FlowGoFluxToChannelBlackboxVerification() {
        super(Tck.environment());
    }

    @Override
    public Flow.Subscriber<Long> createFlowSubscriber() {
        return FlowAdapters.toFlowSubscriber(ReceivedChannelSubscriber.ofFlux());
    }

    @Override
    public Long createElement(int element) {
        return (long) element;
    }
}
