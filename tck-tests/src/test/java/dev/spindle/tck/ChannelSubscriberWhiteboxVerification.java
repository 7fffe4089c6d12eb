package dev.spindle.tck;

/** A stream as a channel, seen from inside. */
public class ChannelSubscriberWhiteboxVerification extends WhiteboxVerification {

    /** Made by TestNG. */
    public ChannelSubscriberWhiteboxVerification() {
        super(ProbedChannelSubscriber::channel);
    }
}
