package dev.spindle.tck;

/** Reactor's own source, published on goroutines. */
public class FluxPublishOnVerification extends SourceVerification {

    /** Made by TestNG. */
    public FluxPublishOnVerification() {
        super(Sources.FLUX_PUBLISH_ON);
    }
}
