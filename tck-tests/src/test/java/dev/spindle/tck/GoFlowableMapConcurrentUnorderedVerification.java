package dev.spindle.tck;

/** A blocking function over a Flowable, the results as they come. */
public class GoFlowableMapConcurrentUnorderedVerification extends UnorderedVerification {

    /** Made by TestNG. */
    public GoFlowableMapConcurrentUnorderedVerification() {
        super(Sources.FLOWABLE_MAP_UNORDERED);
    }
}
