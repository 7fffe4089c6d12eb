package dev.spindle.tck;

import java.util.function.Supplier;
import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import org.reactivestreams.tck.TestEnvironment;

/** The TCK of subscribers, seen from outside, over one that receives by itself. */
public abstract class BlackboxVerification extends SubscriberBlackboxVerification<Long> implements Guarded {

    private final Supplier<Subscriber<Long>> make;
    private final TestEnvironment environment;

    BlackboxVerification(Supplier<Subscriber<Long>> make) {
        this(make, Tck.environment());
    }

    private BlackboxVerification(Supplier<Subscriber<Long>> make, TestEnvironment environment) {
        super(environment);
        this.make = make;
        this.environment = environment;
    }

    @Override
    public final Subscriber<Long> createSubscriber() {
        return make.get();
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
