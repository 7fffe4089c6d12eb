package dev.spindle.tck;

/** A channel as a Flowable, all elements to all subscribers, through java.util.concurrent.Flow. */
public class FlowGoFlowableBroadcastVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoFlowableBroadcastVerification() {
        super(Sources.FLOWABLE_OF_BROADCAST);
    }
}
