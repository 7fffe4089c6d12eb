package dev.spindle.tck;

/** A generator as a Flux, subscribed to and published on the same scheduler, through java.util.concurrent.Flow. */
public class FlowGoFluxGenerateHoppingVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoFluxGenerateHoppingVerification() {
        super(Sources.FLUX_OF_GENERATOR_HOPPING);
    }
}
