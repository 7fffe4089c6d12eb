package dev.spindle.tck;

import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.Test;

/** The TCK of publishers, over one of the {@link Sources}. */
public abstract class SourceVerification extends PublisherVerification<Long> implements Guarded {

    private final Source source;
    private final TestEnvironment environment;

    SourceVerification(Source source) {
        this(source, Tck.environment());
    }

    private SourceVerification(Source source, TestEnvironment environment) {
        super(environment, Tck.TIME_TO_DROP);
        this.source = source.warmed();
        this.environment = environment;
    }

    @Override
    public final TestEnvironment environment() {
        return environment;
    }

    @Override
    public final Publisher<Long> createPublisher(long elements) {
        return source.publisher(elements);
    }

    @Override
    public final Publisher<Long> createFailedPublisher() {
        return source.failed();
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
