package dev.spindle.tck;

/** A channel as a Flux, all elements to all subscribers, through java.util.concurrent.Flow. */
public class FlowFluxOfBroadcastPublisherVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowFluxOfBroadcastPublisherVerification() {
        super(Sources.FLUX_OF_BROADCAST);
    }
}
