package dev.spindle.tck;

/** A blocking function, several calls at once, the results in order. */
public class ConcurrentMapPublisherVerification extends SourceVerification {

    /** Made by TestNG. */
    public ConcurrentMapPublisherVerification() {
        super(Sources.MAP);
    }
}
