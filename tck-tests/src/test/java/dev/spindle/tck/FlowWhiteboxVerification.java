package dev.spindle.tck;

import java.util.concurrent.Flow;
import java.util.function.Function;
import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification;

/** The TCK of subscribers, seen from inside, over one that the TCK can make receive, as a {@link Flow.Subscriber}. */
public abstract class FlowWhiteboxVerification extends FlowSubscriberWhiteboxVerification<Long> implements Guarded {

    private final Function<WhiteboxSubscriberProbe<Long>, Subscriber<Long>> make;
    private final TestEnvironment environment;

    FlowWhiteboxVerification(Function<WhiteboxSubscriberProbe<Long>, Subscriber<Long>> make) {
        this(make, Tck.environment());
    }

    private FlowWhiteboxVerification(
            Function<WhiteboxSubscriberProbe<Long>, Subscriber<Long>> make, TestEnvironment environment) {
        super(environment);
        this.make = make;
        this.environment = environment;
    }

    @Override
    protected final Flow.Subscriber<Long> createFlowSubscriber(WhiteboxSubscriberProbe<Long> probe) {
        return OverFlow.subscriber(make.apply(probe));
    }

    @Override
    public final TestEnvironment environment() {
        return environment;
    }

    @Override
    public final Long createElement(int element) {
        return (long) element;
    }
}
