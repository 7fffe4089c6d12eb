package dev.spindle.tck;

/** A loop as a processor. */
public class GoroutineProcessorVerification extends ProcessorVerification {

    /** Made by TestNG. */
    public GoroutineProcessorVerification() {
        super(Processors.RAW);
    }
}
