package dev.spindle.tck;

/** A channel, all elements to all subscribers. */
public class BroadcastPublisherVerification extends SourceVerification {

    /** Made by TestNG. */
    public BroadcastPublisherVerification() {
        super(Sources.BROADCAST);
    }
}
