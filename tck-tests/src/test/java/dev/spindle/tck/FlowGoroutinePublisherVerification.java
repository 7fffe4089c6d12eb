package dev.spindle.tck;

/** A generator, through java.util.concurrent.Flow. */
public class FlowGoroutinePublisherVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowGoroutinePublisherVerification() {
        super(Sources.GENERATOR);
    }
}
