package dev.spindle.tck;

/** A blocking function over a Flowable, the results as they come, through java.util.concurrent.Flow. */
public class FlowGoFlowableMapConcurrentUnorderedVerification extends FlowNoCommonSequenceVerification {

    /** Made by TestNG. */
    public FlowGoFlowableMapConcurrentUnorderedVerification() {
        super(Sources.FLOWABLE_MAP_UNORDERED, Sources.NO_ORDER);
    }
}
