package dev.spindle.tck;

/** An operator as a loop. */
public class TransformPublisherVerification extends SourceVerification {

    /** Made by TestNG. */
    public TransformPublisherVerification() {
        super(Sources.TRANSFORM);
    }
}
