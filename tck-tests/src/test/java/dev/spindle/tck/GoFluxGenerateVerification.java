package dev.spindle.tck;

/** A generator as a Flux. */
public class GoFluxGenerateVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoFluxGenerateVerification() {
        super(Sources.FLUX_OF_GENERATOR);
    }
}
