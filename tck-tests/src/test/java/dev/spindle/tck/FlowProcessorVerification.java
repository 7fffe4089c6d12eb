package dev.spindle.tck;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.IdentityFlowProcessorVerification;
import org.testng.annotations.Test;

/** The TCK of processors, over one of the {@link Processors} as a {@link Flow.Processor}. */
public abstract class FlowProcessorVerification extends IdentityFlowProcessorVerification<Long> implements Guarded {

    private final Processors processors;
    private final TestEnvironment environment;

    FlowProcessorVerification(Processors processors) {
        this(processors, Tck.environment());
    }

    private FlowProcessorVerification(Processors processors, TestEnvironment environment) {
        super(environment, Tck.TIME_TO_DROP);
        this.processors = processors.warmed();
        this.environment = environment;
    }

    @Override
    public final TestEnvironment environment() {
        return environment;
    }

    @Override
    protected final Flow.Processor<Long, Long> createIdentityFlowProcessor(int bufferSize) {
        return OverFlow.processor(processors.processor(bufferSize));
    }

    @Override
    protected final Flow.Publisher<Long> createFailedFlowPublisher() {
        return OverFlow.publisher(processors.failed());
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
