package dev.spindle.tck;

/** RxJava's own source, subscribed to on goroutines. */
public class FlowableSubscribeOnVerification extends SourceVerification {

    /** Made by TestNG. */
    public FlowableSubscribeOnVerification() {
        super(Sources.FLOWABLE_SUBSCRIBE_ON);
    }
}
