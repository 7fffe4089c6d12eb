package dev.spindle.tck;

import org.testng.annotations.Test;

/** A callable as a Single. */
public class GoSingleVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoSingleVerification() {
        super(Sources.SINGLE);
    }

    @Override
    @Test
    public final void optional_spec105_emptyStreamMustTerminateBySignallingOnComplete() {
        notVerified("a Single is never empty");
    }
}
