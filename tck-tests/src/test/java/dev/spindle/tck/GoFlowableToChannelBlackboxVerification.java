package dev.spindle.tck;

/** A publisher as a channel, by GoFlowable: what is subscribed to it, seen from outside. */
public class GoFlowableToChannelBlackboxVerification extends BlackboxVerification {

    /** Made by TestNG. */
    public GoFlowableToChannelBlackboxVerification() {
        super(ReceivedChannelSubscriber::ofFlowable);
    }
}
