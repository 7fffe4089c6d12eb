package dev.spindle.tck;

/** A channel as a Flux, all elements to all subscribers. */
public class FluxOfBroadcastPublisherVerification extends SourceVerification {

    /** Made by TestNG. */
    public FluxOfBroadcastPublisherVerification() {
        super(Sources.FLUX_OF_BROADCAST);
    }
}
