package dev.spindle.tck;

/** A publisher as a channel, by GoFlux: what is subscribed to it, seen from inside. */
public class GoFluxToChannelWhiteboxVerification extends WhiteboxVerification {

    /** Made by TestNG. */
    public GoFluxToChannelWhiteboxVerification() {
        super(ProbedChannelSubscriber::ofFlux);
    }
}
