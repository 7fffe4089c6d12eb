package dev.spindle.tck;

/** Reactor's own source, published on goroutines, through java.util.concurrent.Flow. */
public class FlowFluxPublishOnVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowFluxPublishOnVerification() {
        super(Sources.FLUX_PUBLISH_ON);
    }
}
