package dev.spindle.tck;

/** A blocking function, several calls at once, the results in order, through java.util.concurrent.Flow. */
public class FlowConcurrentMapPublisherVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowConcurrentMapPublisherVerification() {
        super(Sources.MAP);
    }
}
