package dev.spindle.tck;

/** A channel as a Flux, all elements to all subscribers, through java.util.concurrent.Flow. */
public class FlowGoFluxBroadcastVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoFluxBroadcastVerification() {
        super(Sources.FLUX_OF_BROADCAST);
    }
}
