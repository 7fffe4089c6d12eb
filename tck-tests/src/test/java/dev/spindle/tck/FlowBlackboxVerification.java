package dev.spindle.tck;

import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/** The TCK of subscribers, seen from outside, over one that receives by itself, as a {@link Flow.Subscriber}. */
public abstract class FlowBlackboxVerification extends FlowSubscriberBlackboxVerification<Long> implements Guarded {

    private final Supplier<Subscriber<Long>> make;
    private final TestEnvironment environment;

    FlowBlackboxVerification(Supplier<Subscriber<Long>> make) {
        this(make, Tck.environment());
    }

    private FlowBlackboxVerification(Supplier<Subscriber<Long>> make, TestEnvironment environment) {
        super(environment);
        this.make = make;
        this.environment = environment;
    }

    @Override
    public final Flow.Subscriber<Long> createFlowSubscriber() {
        return OverFlow.subscriber(make.get());
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
