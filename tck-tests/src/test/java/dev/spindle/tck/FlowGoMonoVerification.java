package dev.spindle.tck;

/** A callable as a Mono, through java.util.concurrent.Flow. */
public class FlowGoMonoVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoMonoVerification() {
        super(Sources.MONO);
    }
}
