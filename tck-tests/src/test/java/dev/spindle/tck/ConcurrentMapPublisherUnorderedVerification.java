package dev.spindle.tck;

/** A blocking function, several calls at once, the results as they come. */
public class ConcurrentMapPublisherUnorderedVerification extends NoCommonSequenceVerification {

    /** Made by TestNG. */
    public ConcurrentMapPublisherUnorderedVerification() {
        super(Sources.MAP_UNORDERED, Sources.NO_ORDER);
    }
}
