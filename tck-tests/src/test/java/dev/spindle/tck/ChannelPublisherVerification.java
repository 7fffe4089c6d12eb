package dev.spindle.tck;

/** A channel. */
public class ChannelPublisherVerification extends SourceVerification {

    /** Made by TestNG. */
    public ChannelPublisherVerification() {
        super(Sources.CHANNEL);
    }
}
