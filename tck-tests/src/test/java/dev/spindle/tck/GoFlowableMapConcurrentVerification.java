package dev.spindle.tck;

/** A blocking function over a Flowable, the results in order. */
public class GoFlowableMapConcurrentVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoFlowableMapConcurrentVerification() {
        super(Sources.FLOWABLE_MAP);
    }
}
