package dev.spindle.tck;

/** A generator as a Flowable. */
public class GoFlowableGenerateVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoFlowableGenerateVerification() {
        super(Sources.FLOWABLE_OF_GENERATOR);
    }
}
