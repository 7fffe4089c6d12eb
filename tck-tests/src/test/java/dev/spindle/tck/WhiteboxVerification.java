package dev.spindle.tck;

import java.util.function.Function;
import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberWhiteboxVerification;
import org.reactivestreams.tck.TestEnvironment;

/** The TCK of subscribers, seen from inside, over one that the TCK can make receive. */
public abstract class WhiteboxVerification extends SubscriberWhiteboxVerification<Long> implements Guarded {

    private final Function<WhiteboxSubscriberProbe<Long>, Subscriber<Long>> make;
    private final TestEnvironment environment;

    WhiteboxVerification(Function<WhiteboxSubscriberProbe<Long>, Subscriber<Long>> make) {
        this(make, Tck.environment());
    }

    private WhiteboxVerification(
            Function<WhiteboxSubscriberProbe<Long>, Subscriber<Long>> make, TestEnvironment environment) {
        super(environment);
        this.make = make;
        this.environment = environment;
    }

    @Override
    public final Subscriber<Long> createSubscriber(WhiteboxSubscriberProbe<Long> probe) {
        return make.apply(probe);
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
