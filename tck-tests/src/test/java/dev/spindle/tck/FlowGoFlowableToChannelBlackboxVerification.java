package dev.spindle.tck;

/** A publisher as a channel, by GoFlowable: what is subscribed to it, seen from outside, through java.util.concurrent.Flow. */
public class FlowGoFlowableToChannelBlackboxVerification extends FlowBlackboxVerification {

    /** Made by TestNG. */
    public FlowGoFlowableToChannelBlackboxVerification() {
        super(ReceivedChannelSubscriber::ofFlowable);
    }
}
