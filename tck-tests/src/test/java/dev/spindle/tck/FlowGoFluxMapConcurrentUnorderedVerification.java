package dev.spindle.tck;

/** A blocking function over a Flux, the results as they come, through java.util.concurrent.Flow. */
public class FlowGoFluxMapConcurrentUnorderedVerification extends FlowNoCommonSequenceVerification {

    /** Made by TestNG. */
    public FlowGoFluxMapConcurrentUnorderedVerification() {
        super(Sources.FLUX_MAP_UNORDERED, Sources.NO_ORDER);
    }
}
