package dev.spindle.tck;

/** A channel as a Flowable. */
public class GoFlowableFromVerification extends NoCommonSequenceVerification {

    /** Made by TestNG. */
    public GoFlowableFromVerification() {
        super(Sources.FLOWABLE_OF_CHANNEL, Sources.COMPETE);
    }
}
