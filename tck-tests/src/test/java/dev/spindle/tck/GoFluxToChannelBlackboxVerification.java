package dev.spindle.tck;

/** A publisher as a channel, by GoFlux: what is subscribed to it, seen from outside. */
public class GoFluxToChannelBlackboxVerification extends BlackboxVerification {

    /** Made by TestNG. */
    public GoFluxToChannelBlackboxVerification() {
        super(ReceivedChannelSubscriber::ofFlux);
    }
}
