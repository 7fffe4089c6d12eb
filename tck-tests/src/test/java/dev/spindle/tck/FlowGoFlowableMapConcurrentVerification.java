package dev.spindle.tck;

/** A blocking function over a Flowable, the results in order, through java.util.concurrent.Flow. */
public class FlowGoFlowableMapConcurrentVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoFlowableMapConcurrentVerification() {
        super(Sources.FLOWABLE_MAP);
    }
}
