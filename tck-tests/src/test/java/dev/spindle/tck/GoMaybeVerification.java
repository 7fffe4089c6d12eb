package dev.spindle.tck;

/** A callable as a Maybe. */
public class GoMaybeVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoMaybeVerification() {
        super(Sources.MAYBE);
    }
}
