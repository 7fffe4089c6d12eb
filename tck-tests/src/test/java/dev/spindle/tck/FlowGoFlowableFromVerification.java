package dev.spindle.tck;

/** A channel as a Flowable, through java.util.concurrent.Flow. */
public class FlowGoFlowableFromVerification extends FlowNoCommonSequenceVerification {

    /** Made by TestNG. */
    public FlowGoFlowableFromVerification() {
        super(Sources.FLOWABLE_OF_CHANNEL, Sources.COMPETE);
    }
}
