package dev.spindle.tck;

/** A channel as a Flux. */
public class GoFluxFromVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoFluxFromVerification() {
        super(Sources.FLUX_OF_CHANNEL);
    }
}
