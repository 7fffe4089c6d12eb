package dev.spindle.tck;

import org.testng.annotations.Test;

/** A callable as a Single. */
public class GoSingleVerification extends SourceVerification {

    /** Made by TestNG. */
    public GoSingleVerification() {
        super(Sources.SINGLE);
    }

    /** It would pass, as this optional test does not look at the element that it gets. */
    @Override
    @Test
    public final void optional_spec105_emptyStreamMustTerminateBySignallingOnComplete() {
        notVerified("a Single is never empty");
    }
}
