package dev.spindle.reactive;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spindle.channel.Channel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A failure that overtakes the elements of a broadcast is written and then the subscribers are told to look, who join and then look: a
 * subscriber without demand is failed, whichever comes first, and once.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "failed")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "each missed the other: the subscriber waits for ever")
@Outcome(expect = FORBIDDEN, desc = "ended twice, or otherwise")
@State
public class OvertakingFailureJcstress {

    private static final long PATIENCE_SECONDS = 10;

    private final BroadcastPublisher<Integer> publisher = BroadcastPublisher.from(Channel.unbuffered(), 1);
    private final Ends ends = new Ends();

    private static final class Ends implements Subscriber<Integer> {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger others = new AtomicInteger();

        @Override
        public void onSubscribe(Subscription subscription) {
            // asks for nothing
        }

        @Override
        public void onNext(Integer element) {
            others.incrementAndGet();
        }

        @Override
        public void onError(Throwable failure) {
            failures.incrementAndGet();
            ended.countDown();
        }

        @Override
        public void onComplete() {
            others.incrementAndGet();
            ended.countDown();
        }
    }

    @Actor
    public void subscriber() {
        publisher.subscribe(ends);
    }

    @Actor
    public void source() {
        publisher.overtake(new IllegalStateException("the source failed"));
    }

    @Arbiter
    public void after(II_Result r) {
        try {
            boolean _ = ends.ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        r.r1 = ends.failures.get();
        r.r2 = ends.others.get();
    }
}
