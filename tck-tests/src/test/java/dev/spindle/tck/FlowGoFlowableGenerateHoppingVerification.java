package dev.spindle.tck;

/** A generator as a Flowable, subscribed to and observed on the same scheduler, through java.util.concurrent.Flow. */
public class FlowGoFlowableGenerateHoppingVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoFlowableGenerateHoppingVerification() {
        super(Sources.FLOWABLE_OF_GENERATOR_HOPPING);
    }
}
