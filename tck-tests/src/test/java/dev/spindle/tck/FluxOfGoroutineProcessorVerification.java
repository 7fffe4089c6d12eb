package dev.spindle.tck;

/** A loop as a processor, subscribed to as a Flux. */
public class FluxOfGoroutineProcessorVerification extends ProcessorVerification {

    /** Made by TestNG. */
    public FluxOfGoroutineProcessorVerification() {
        super(Processors.AS_FLUX);
    }
}
