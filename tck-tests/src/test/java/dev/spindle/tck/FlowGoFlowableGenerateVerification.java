package dev.spindle.tck;

/** A generator as a Flowable, through java.util.concurrent.Flow. */
public class FlowGoFlowableGenerateVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoFlowableGenerateVerification() {
        super(Sources.FLOWABLE_OF_GENERATOR);
    }
}
