package dev.spindle.tck;

/** A loop as a processor, through java.util.concurrent.Flow. */
public class FlowGoroutineProcessorVerification extends FlowProcessorVerification {

    /** Made by TestNG. */
    public FlowGoroutineProcessorVerification() {
        super(Processors.RAW);
    }
}
