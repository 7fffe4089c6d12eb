package dev.spindle.tck;

/** A blocking function over a Flux, the results as they come. */
public class GoFluxMapConcurrentUnorderedVerification extends NoCommonSequenceVerification {

    /** Made by TestNG. */
    public GoFluxMapConcurrentUnorderedVerification() {
        super(Sources.FLUX_MAP_UNORDERED, Sources.NO_ORDER);
    }
}
