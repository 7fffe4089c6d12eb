package dev.spindle.tck;

/** A blocking function over a Flowable, the results as they come. */
public class GoFlowableMapConcurrentUnorderedVerification extends NoCommonSequenceVerification {

    /** Made by TestNG. */
    public GoFlowableMapConcurrentUnorderedVerification() {
        super(Sources.FLOWABLE_MAP_UNORDERED, Sources.NO_ORDER);
    }
}
