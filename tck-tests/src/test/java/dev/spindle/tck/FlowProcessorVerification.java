package dev.spindle.tck;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.tck.flow.IdentityFlowProcessorVerification;
import org.testng.annotations.Test;

/** The TCK of processors, over one of the {@link Processors} as a {@link Flow.Processor}. */
public abstract class FlowProcessorVerification extends IdentityFlowProcessorVerification<Long> {

    private final Processors processors;

    FlowProcessorVerification(Processors processors) {
        super(Tck.environment());
        this.processors = processors.warmed();
    }

    @Override
    protected final Flow.Processor<Long, Long> createIdentityFlowProcessor(int bufferSize) {
        return FlowAdapters.toFlowProcessor(processors.processor(bufferSize));
    }

    @Override
    protected final Flow.Publisher<Long> createFailedFlowPublisher() {
        return FlowAdapters.toFlowPublisher(processors.failed());
    }

    @Override
    public final ExecutorService publisherExecutorService() {
        return Processors.helpers();
    }

    @Override
    public final Long createElement(int element) {
        return (long) element;
    }

    @Override
    @Test
    public final void required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber()
            throws Throwable {
        Tck.whileNoneElseCollects(
                super::required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber);
    }
}
