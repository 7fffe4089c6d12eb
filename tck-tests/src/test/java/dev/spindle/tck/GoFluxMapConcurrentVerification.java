package dev.spindle.tck;

/** A blocking function over a Flux, the results in order. */
public class GoFluxMapConcurrentVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoFluxMapConcurrentVerification() {
        super(Sources.FLUX_MAP);
    }
}
