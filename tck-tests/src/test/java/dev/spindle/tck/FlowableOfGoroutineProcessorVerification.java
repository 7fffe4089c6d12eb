package dev.spindle.tck;

/** A loop as a processor, subscribed to as a Flowable. */
public class FlowableOfGoroutineProcessorVerification extends ProcessorVerification {

    /** Made by TestNG. */
    public FlowableOfGoroutineProcessorVerification() {
        super(Processors.AS_FLOWABLE);
    }
}
