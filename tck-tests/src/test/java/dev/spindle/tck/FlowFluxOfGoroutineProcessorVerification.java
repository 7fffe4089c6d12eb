package dev.spindle.tck;

/** A loop as a processor, subscribed to as a Flux, through java.util.concurrent.Flow. */
public class FlowFluxOfGoroutineProcessorVerification extends FlowProcessorVerification {

    /** Made by TestNG. */
    public FlowFluxOfGoroutineProcessorVerification() {
        super(Processors.AS_FLUX);
    }
}
