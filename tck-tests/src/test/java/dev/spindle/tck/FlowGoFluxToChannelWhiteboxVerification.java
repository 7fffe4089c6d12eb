package dev.spindle.tck;

/** A publisher as a channel, by GoFlux: what is subscribed to it, seen from inside, through java.util.concurrent.Flow. */
public class FlowGoFluxToChannelWhiteboxVerification extends FlowWhiteboxVerification {

    /** Made by TestNG. */
    public FlowGoFluxToChannelWhiteboxVerification() {
        super(ProbedChannelSubscriber::ofFlux);
    }
}
