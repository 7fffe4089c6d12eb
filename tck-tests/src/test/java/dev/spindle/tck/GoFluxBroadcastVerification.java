package dev.spindle.tck;

/** A channel as a Flux, all elements to all subscribers. */
public class GoFluxBroadcastVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoFluxBroadcastVerification() {
        super(Sources.FLUX_OF_BROADCAST);
    }
}
