package dev.spindle.tck;

/** RxJava's own source, observed on goroutines. */
public class FlowableObserveOnVerification extends SourceVerification {

    /** Made by TestNG. */
    public FlowableObserveOnVerification() {
        super(Sources.FLOWABLE_OBSERVE_ON);
    }
}
