package dev.spindle.tck;

/** A channel as a Flux, through java.util.concurrent.Flow. */
public class FlowGoFluxFromVerification extends FlowNoCommonSequenceVerification {

    /** Made by TestNG. */
    public FlowGoFluxFromVerification() {
        super(Sources.FLUX_OF_CHANNEL, Sources.COMPETE);
    }
}
