package dev.spindle.tck;

/** RxJava's own source, subscribed to on goroutines, through java.util.concurrent.Flow. */
public class FlowFlowableSubscribeOnVerification extends FlowSourceVerification {

    /** Made by TestNG. */
    public FlowFlowableSubscribeOnVerification() {
        super(Sources.FLOWABLE_SUBSCRIBE_ON);
    }
}
