package dev.spindle.tck;

/** An operator as a loop, through java.util.concurrent.Flow. */
public class FlowTransformPublisherVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowTransformPublisherVerification() {
        super(Sources.TRANSFORM);
    }
}
