package dev.spindle.tck;

import org.testng.annotations.Test;

/** A callable as a Single, through java.util.concurrent.Flow. */
public class FlowGoSingleVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoSingleVerification() {
        super(Sources.SINGLE);
    }

    @Override
    @Test
    public final void optional_spec105_emptyStreamMustTerminateBySignallingOnComplete() {
        notVerified("a Single is never empty");
    }
}
