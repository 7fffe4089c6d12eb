package dev.spindle.tck;

/** A publisher as a channel, by GoFlowable: what is subscribed to it, seen from inside. */
public class GoFlowableToChannelWhiteboxVerification extends WhiteboxVerification {

    /** Made by TestNG. */
    public GoFlowableToChannelWhiteboxVerification() {
        super(ProbedChannelSubscriber::ofFlowable);
    }
}
