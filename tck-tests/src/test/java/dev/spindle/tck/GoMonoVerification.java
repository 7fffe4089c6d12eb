package dev.spindle.tck;

/** A callable as a Mono. */
public class GoMonoVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoMonoVerification() {
        super(Sources.MONO);
    }
}
