package dev.spindle.tck;

/** A generator as a Flux, subscribed to and published on the same scheduler. */
public class GoFluxGenerateHoppingVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoFluxGenerateHoppingVerification() {
        super(Sources.FLUX_OF_GENERATOR_HOPPING);
    }
}
