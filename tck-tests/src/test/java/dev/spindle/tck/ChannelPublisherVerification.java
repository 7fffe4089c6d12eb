package dev.spindle.tck;

/** A channel. */
public class ChannelPublisherVerification extends NoCommonSequenceVerification {

    /** Made by TestNG. */
    public ChannelPublisherVerification() {
        super(Sources.CHANNEL, Sources.COMPETE);
    }
}
