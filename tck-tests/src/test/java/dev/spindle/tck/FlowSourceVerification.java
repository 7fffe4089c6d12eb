package dev.spindle.tck;

import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.Test;

/** The TCK of publishers, over one of the {@link Sources} as a {@link Flow.Publisher}. */
public abstract class FlowSourceVerification extends FlowPublisherVerification<Long> implements Guarded {

    private final Source source;
    private final TestEnvironment environment;

    FlowSourceVerification(Source source) {
        this(source, Tck.environment());
    }

    private FlowSourceVerification(Source source, TestEnvironment environment) {
        super(environment, Tck.TIME_TO_DROP);
        this.source = source.warmed();
        this.environment = environment;
    }

    @Override
    public final TestEnvironment environment() {
        return environment;
    }

    @Override
    public final Flow.Publisher<Long> createFlowPublisher(long elements) {
        return OverFlow.publisher(source.publisher(elements));
    }

    @Override
    public final Flow.Publisher<Long> createFailedFlowPublisher() {
        return OverFlow.publisher(source.failed());
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
