package dev.spindle.tck;

/** A loop as a processor, subscribed to as a Flowable, through java.util.concurrent.Flow. */
public class FlowFlowableOfGoroutineProcessorVerification extends FlowProcessorVerification {

    /** Made by TestNG. */
    public FlowFlowableOfGoroutineProcessorVerification() {
        super(Processors.AS_FLOWABLE);
    }
}
