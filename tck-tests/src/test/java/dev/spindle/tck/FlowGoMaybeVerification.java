package dev.spindle.tck;

/** A callable as a Maybe, through java.util.concurrent.Flow. */
public class FlowGoMaybeVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoMaybeVerification() {
        super(Sources.MAYBE);
    }
}
