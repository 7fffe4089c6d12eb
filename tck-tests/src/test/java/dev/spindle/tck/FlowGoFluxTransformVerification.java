package dev.spindle.tck;

/** An operator of Flux as a loop, through java.util.concurrent.Flow. */
public class FlowGoFluxTransformVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoFluxTransformVerification() {
        super(Sources.FLUX_TRANSFORM);
    }
}
