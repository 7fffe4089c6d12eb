package dev.spindle.tck;

/** Reactor's own source, subscribed to on goroutines. */
public class FluxSubscribeOnVerification extends SourceVerification {

    /** Made by TestNG. */
    public FluxSubscribeOnVerification() {
        super(Sources.FLUX_SUBSCRIBE_ON);
    }
}
