package dev.spindle.tck;

/** An action as a Completable, with a value behind it where one is asked for, through java.util.concurrent.Flow. */
public class FlowGoCompletableVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoCompletableVerification() {
        super(Sources.COMPLETABLE);
    }
}
