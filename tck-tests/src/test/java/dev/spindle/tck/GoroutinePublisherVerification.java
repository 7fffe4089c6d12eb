package dev.spindle.tck;

/** A generator. */
public class GoroutinePublisherVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoroutinePublisherVerification() {
        super(Sources.GENERATOR);
    }
}
