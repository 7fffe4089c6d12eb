package dev.spindle.tck;

/** A channel as a Flowable, all elements to all subscribers. */
public class GoFlowableBroadcastVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoFlowableBroadcastVerification() {
        super(Sources.FLOWABLE_OF_BROADCAST);
    }
}
