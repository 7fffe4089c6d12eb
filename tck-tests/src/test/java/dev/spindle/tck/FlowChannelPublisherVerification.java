package dev.spindle.tck;

/** A channel, through java.util.concurrent.Flow. */
public class FlowChannelPublisherVerification extends FlowNoCommonSequenceVerification {

    /** Made by TestNG. */
    public FlowChannelPublisherVerification() {
        super(Sources.CHANNEL, Sources.COMPETE);
    }
}
