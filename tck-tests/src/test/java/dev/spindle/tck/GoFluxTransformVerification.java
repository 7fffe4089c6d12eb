package dev.spindle.tck;

/** An operator of Flux as a loop. */
public class GoFluxTransformVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoFluxTransformVerification() {
        super(Sources.FLUX_TRANSFORM);
    }
}
