package dev.spindle.tck;

/** A stream as a channel, seen from outside, through java.util.concurrent.Flow. */
public class FlowChannelSubscriberBlackboxVerification extends FlowBlackboxVerification {

    /** Made by TestNG. */
    public FlowChannelSubscriberBlackboxVerification() {
        super(ReceivedChannelSubscriber::channel);
    }
}
