package dev.spindle.tck;

/** A blocking function, several calls at once, the results as they come, through java.util.concurrent.Flow. */
public class FlowConcurrentMapPublisherUnorderedVerification extends FlowNoCommonSequenceVerification {

    /** Made by TestNG. */
    public FlowConcurrentMapPublisherUnorderedVerification() {
        super(Sources.MAP_UNORDERED, Sources.NO_ORDER);
    }
}
