package dev.spindle.tck;

/** A channel as a Flux. */
public class GoFluxFromVerification extends NoCommonSequenceVerification {

    /** Made by TestNG. */
    public GoFluxFromVerification() {
        super(Sources.FLUX_OF_CHANNEL, Sources.COMPETE);
    }
}
