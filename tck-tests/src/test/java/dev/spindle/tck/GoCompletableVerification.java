package dev.spindle.tck;

/** An action as a Completable, with a value behind it where one is asked for. */
public class GoCompletableVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoCompletableVerification() {
        super(Sources.COMPLETABLE);
    }
}
