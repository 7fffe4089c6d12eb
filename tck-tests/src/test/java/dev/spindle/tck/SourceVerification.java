package dev.spindle.tck;

import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.Test;

/** The TCK of publishers, over one of the {@link Sources}. */
public abstract class SourceVerification extends PublisherVerification<Long> {

    private final Source source;

    SourceVerification(Source source) {
        super(Tck.environment());
        this.source = source.warmed();
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
