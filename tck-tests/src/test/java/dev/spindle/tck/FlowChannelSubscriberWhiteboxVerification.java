package dev.spindle.tck;

/** A stream as a channel, seen from inside, through java.util.concurrent.Flow. */
public class FlowChannelSubscriberWhiteboxVerification extends FlowWhiteboxVerification {

    /** Made by TestNG. */
    public FlowChannelSubscriberWhiteboxVerification() {
        super(ProbedChannelSubscriber::channel);
    }
}
