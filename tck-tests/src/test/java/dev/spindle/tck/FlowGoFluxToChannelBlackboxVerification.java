package dev.spindle.tck;

/** A publisher as a channel, by GoFlux: what is subscribed to it, seen from outside, through java.util.concurrent.Flow. */
public class FlowGoFluxToChannelBlackboxVerification extends FlowBlackboxVerification {

    /** Made by TestNG. */
    public FlowGoFluxToChannelBlackboxVerification() {
        super(ReceivedChannelSubscriber::ofFlux);
    }
}
