package dev.spindle.tck;

import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.Test;

/** The TCK of publishers, over one of the {@link Sources} as a {@link Flow.Publisher}. */
public abstract class FlowSourceVerification extends FlowPublisherVerification<Long> {

    private final Source source;

    FlowSourceVerification(Source source) {
        super(Tck.environment());
        this.source = source.warmed();
    }

    @Override
    public final Flow.Publisher<Long> createFlowPublisher(long elements) {
        return FlowAdapters.toFlowPublisher(source.publisher(elements));
    }

    @Override
    public final Flow.Publisher<Long> createFailedFlowPublisher() {
        return FlowAdapters.toFlowPublisher(source.failed());
    }

    @Override
    public final long maxElementsFromPublisher() {
        return source.most();
    }

    @Override
    @Test
    public final void required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber()
            throws Throwable {
        Tck.whileNoneElseCollects(
                super::required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber);
    }
}
