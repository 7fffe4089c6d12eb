package dev.spindle.tck;

import org.testng.annotations.Test;

/** A callable as a Single, through java.util.concurrent.Flow. */
public class FlowGoSingleVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoSingleVerification() {
        super(Sources.SINGLE);
    }

    /** It would pass, as this optional test does not look at the element that it gets. */
    @Override
    @Test
    public final void optional_spec105_emptyStreamMustTerminateBySignallingOnComplete() {
        notVerified("a Single is never empty");
    }
}
