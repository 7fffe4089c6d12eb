package dev.spindle.tck;

/** A channel, all elements to all subscribers, through java.util.concurrent.Flow. */
public class FlowBroadcastPublisherVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowBroadcastPublisherVerification() {
        super(Sources.BROADCAST);
    }
}
