package dev.spindle.tck;

/** Reactor's own source, subscribed to on goroutines, through java.util.concurrent.Flow. */
public class FlowFluxSubscribeOnVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowFluxSubscribeOnVerification() {
        super(Sources.FLUX_SUBSCRIBE_ON);
    }
}
