package dev.spindle.tck;

/** A generator as a Flux, through java.util.concurrent.Flow. */
public class FlowGoFluxGenerateVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoFluxGenerateVerification() {
        super(Sources.FLUX_OF_GENERATOR);
    }
}
