package dev.spindle.tck;

/** A publisher as a channel, by GoFlowable: what is subscribed to it, seen from inside, through java.util.concurrent.Flow. */
public class FlowGoFlowableToChannelWhiteboxVerification extends FlowWhiteboxVerification {

    /** Made by TestNG. */
    public FlowGoFlowableToChannelWhiteboxVerification() {
        super(ProbedChannelSubscriber::ofFlowable);
    }
}
