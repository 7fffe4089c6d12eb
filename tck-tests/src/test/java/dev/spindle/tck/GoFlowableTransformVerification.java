package dev.spindle.tck;

/** An operator of Flowable as a loop. */
public class GoFlowableTransformVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoFlowableTransformVerification() {
        super(Sources.FLOWABLE_TRANSFORM);
    }
}
