package dev.spindle.tck;

/** A generator as a Flowable, subscribed to and observed on the same scheduler. */
public class GoFlowableGenerateHoppingVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoFlowableGenerateHoppingVerification() {
        super(Sources.FLOWABLE_OF_GENERATOR_HOPPING);
    }
}
