package dev.spindle.tck;

/** A stream as a channel, seen from outside. */
public class ChannelSubscriberBlackboxVerification extends BlackboxVerification {

    /** Made by TestNG. */
    public ChannelSubscriberBlackboxVerification() {
        super(ReceivedChannelSubscriber::channel);
    }
}
