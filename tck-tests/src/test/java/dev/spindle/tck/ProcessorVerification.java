package dev.spindle.tck;

import java.util.concurrent.ExecutorService;
import org.reactivestreams.Processor;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.IdentityProcessorVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.Test;

/** The TCK of processors, over one of the {@link Processors}. */
public abstract class ProcessorVerification extends IdentityProcessorVerification<Long> implements Guarded {

    private final Processors processors;
    private final TestEnvironment environment;

    ProcessorVerification(Processors processors) {
        this(processors, Tck.environment());
    }

    private ProcessorVerification(Processors processors, TestEnvironment environment) {
        super(environment, Tck.TIME_TO_DROP);
        this.processors = processors.warmed();
        this.environment = environment;
    }

    @Override
    public final TestEnvironment environment() {
        return environment;
    }

    @Override
    public final Processor<Long, Long> createIdentityProcessor(int bufferSize) {
        return processors.processor(bufferSize);
    }

    @Override
    public final Publisher<Long> createFailedPublisher() {
        return processors.failed();
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
