package dev.spindle.tck;

/** RxJava's own source, observed on goroutines, through java.util.concurrent.Flow. */
public class FlowFlowableObserveOnVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowFlowableObserveOnVerification() {
        super(Sources.FLOWABLE_OBSERVE_ON);
    }
}
