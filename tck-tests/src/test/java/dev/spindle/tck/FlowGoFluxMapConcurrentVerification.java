package dev.spindle.tck;

/** A blocking function over a Flux, the results in order, through java.util.concurrent.Flow. */
public class FlowGoFluxMapConcurrentVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoFluxMapConcurrentVerification() {
        super(Sources.FLUX_MAP);
    }
}
