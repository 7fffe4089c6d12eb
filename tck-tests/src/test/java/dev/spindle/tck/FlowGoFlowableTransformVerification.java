package dev.spindle.tck;

/** An operator of Flowable as a loop, through java.util.concurrent.Flow. */
public class FlowGoFlowableTransformVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoFlowableTransformVerification() {
        super(Sources.FLOWABLE_TRANSFORM);
    }
}
